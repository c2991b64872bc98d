/**
 * Titles that the graph has never seen get their place from their features: kernel ridge regression from features to
 * whatever the graph learned of the titles it knows (attribute-to-factor mapping, Gantner et al. 2010, here in closed form).
 */
import { choleskyFactorSteps, choleskySolveManySteps } from '../../math/cholesky.ts';
import { finish, type Steps } from '../../math/steps.ts';
import type { Dense } from '../../math/vector.ts';
import type { TitleFacts } from '../types.ts';

export type FeatureKernel = {
  /** Of k(a, b) = ((1 + cos(a, b)) / 2)^degree: above 1, features count together and not only one by one. */
  readonly degree: number;
  /** λ: what k is thought to miss of a title of usual support. */
  readonly ridge: number;
  /** Learned from the best supported titles only: the cost is their number cubed. */
  readonly anchors: number;
};

/** Chosen by `npm run evaluate -- --study cold-titles` on titles hidden from training. */
export const FEATURE_KERNEL: FeatureKernel = { degree: 3, ridge: 0.3, anchors: 1000 };

export type KnownTitle = {
  readonly features: readonly string[];
  /** How many people's likes or ratings the targets rest on. */
  readonly support: number;
};

/** Features of a title → what is said of it [width]. */
export type Placer = (features: readonly string[]) => Float32Array;

export type FeatureRegression = {
  /** The learned-from titles, as places in `known`. */
  readonly anchors: Int32Array;
  /** From targets [anchors × width]. */
  learn(targets: Dense, width: number): Placer;
  learnSteps(targets: Dense, width: number): Steps<Placer>;
};

/** α = (K + λD)⁻¹ Y, D = mean(√support) / √support; prediction(x) = Σ_i k(x, i) α_i. */
export function regressOnFeatures(known: readonly KnownTitle[], kernel = FEATURE_KERNEL): FeatureRegression {
  return finish(regressSteps(known, kernel));
}

export function* regressSteps(
  known: readonly KnownTitle[],
  kernel = FEATURE_KERNEL,
): Steps<FeatureRegression> {
  const anchors = bestSupported(known, kernel.anchors);
  const titles = Array.from(anchors, (place) => known[place]!);
  const similarity = featureKernel(
    titles.map(({ features }) => features),
    kernel.degree,
  );
  const n = titles.length;
  const doubts = titles.map(({ support }) => 1 / Math.sqrt(Math.max(support, 1)));
  const usual = titles.reduce((sum, _, index) => sum + 1 / doubts[index]!, 0) / Math.max(n, 1);
  const gram = new Float64Array(n * n);
  for (const [row, { features }] of titles.entries()) {
    gram.set(similarity(features), row * n);
    gram[row * n + row]! += kernel.ridge * usual * doubts[row]!;
    yield;
  }
  const factor = yield* choleskyFactorSteps(gram, n);
  function* learnSteps(targets: Dense, width: number): Steps<Placer> {
    const weights = yield* choleskySolveManySteps(factor, targets, width);
    return (features) => combineRows(similarity(features), weights, width);
  }
  return { anchors, learnSteps, learn: (targets, width) => finish(learnSteps(targets, width)) };
}

type DescribingFacts = Pick<
  TitleFacts,
  'makers' | 'cast' | 'keywords' | 'genres' | 'countries' | 'language' | 'year' | 'kind'
>;

/** What may speak for a title: who made it and is in it, what it is about, where, when and in which language. */
export function featureNamesOf(facts: DescribingFacts): string[] {
  const { makers, cast, keywords, genres, countries, language, year, kind } = facts;
  const names = {
    maker: makers,
    // Who directs themself is one person to either feature.
    person: [...makers, ...cast],
    keyword: keywords,
    genre: genres,
    country: countries,
    language: language ? [language] : [],
    decade: year ? [String(Math.floor(year / 10))] : [],
    kind: [kind],
  };
  return [
    ...new Set(
      Object.entries(names).flatMap(([block, values]) => values.map((value) => `${block}:${value}`)),
    ),
  ];
}

function bestSupported(known: readonly KnownTitle[], most: number): Int32Array {
  const order = Array.from(known.keys()).sort((a, b) => known[b]!.support - known[a]!.support || a - b);
  return Int32Array.from(order.slice(0, most)).sort();
}

/** → a function from features to k(x, i) for every title [titles]; an inverted index, as most pairs share little. */
function featureKernel(
  titles: readonly (readonly string[])[],
  degree: number,
): (features: readonly string[]) => Float64Array {
  const carriers = new Map<string, number[]>();
  titles.forEach((features, title) => {
    for (const name of features) {
      const list = carriers.get(name);
      if (list) list.push(title);
      else carriers.set(name, [title]);
    }
  });
  const roots = Float64Array.from(titles, ({ length }) => Math.sqrt(length));
  return (features) => {
    const shared = new Float64Array(titles.length);
    for (const name of features) for (const title of carriers.get(name) ?? []) shared[title]! += 1;
    const root = Math.sqrt(features.length);
    for (let title = 0; title < shared.length; title++) {
      const length = root * roots[title]!;
      shared[title] = power((1 + (length === 0 ? 0 : shared[title]! / length)) / 2, degree);
    }
    return shared;
  };
}

/** base^exponent for whole exponents: many times faster than `**`. */
function power(base: number, exponent: number): number {
  let product = 1;
  for (let factor = 0; factor < exponent; factor++) product *= base;
  return product;
}

/** Σ_i factors_i · row_i → [width] */
function combineRows(factors: Float64Array, rows: Float64Array, width: number): Float32Array {
  const sum = new Float64Array(width);
  factors.forEach((factor, row) => {
    for (let c = 0; c < width; c++) sum[c]! += factor * rows[row * width + c]!;
  });
  return Float32Array.from(sum);
}
