/** Chooses the graph filter's hyper-parameters on held-out people inside the training people, in two stages. */
import { columnSums } from '../../lib/math/sparse.ts';
import { mean } from '../../lib/math/statistics.ts';
import { type Ridge, solveRidge } from '../baselines/ridge.ts';
import { type Case, casesOf, type Dataset } from '../dataset.ts';
import {
  bestOf,
  INNER,
  ndcgOf,
  type ValidationPart,
  validate,
  validationParts,
} from '../evaluation/tuning.ts';
import { type FitConfig, historyOf, type ModelKind, type Progress } from '../model.ts';
import { GRADES, type Grade, gradeRatings } from './grading.ts';
import {
  type Blend,
  type Encoded,
  fitGraphFilter,
  type GraphFilter,
  type GraphFilterParameters,
  lambdaOf,
} from './graph-filter.ts';

/** Fixed by the size a bundle may have; everything else is chosen below. */
const SIZE = { rank: 128, neighbours: 16, leastRatings: 3 };

const GRADE_CHOICES = Object.keys(GRADES) as Grade[];
const RIDGE_CHOICES = [0.5, 1, 2, 4];
const ENCODE_CHOICES = [0, 0.1, 0.2, 0.3, 0.4];
const DECODE_CHOICES = [-0.15, -0.1, -0.05, 0, 0.05];
const CO_WATCH_CHOICES = [0, 0.5, 1, 1.5, 2];
const POPULATION_CHOICES = [0, 2, 4, 8, 16];
const PRIOR_CHOICES = [0, 0.003, 0.01];

/** How much of a person is known, in liked titles. */
export const KNOWN_LIMITS = [1, 3, 5, Number.POSITIVE_INFINITY];

export const graphFilter: ModelKind = {
  name: 'graph-filter',
  fit: (training, config, progress) =>
    fitGraphFilter(training, tuneGraphFilter(training, config, progress), config.seed),
};

export function tuneGraphFilter(
  training: Dataset,
  config: FitConfig,
  progress: Progress,
): GraphFilterParameters {
  const parts = validationParts(training, config.seed);
  const spectrum = tuneSpectrum(parts, (done) => progress(done / 2));
  const draft = { ...SIZE, ...spectrum, coWatch: 0, prior: 0, population: 0 };
  const filters = parts.map((part, index) => {
    progress(0.5 + index / (2 * parts.length));
    return fitGraphFilter(part.training, draft, config.seed);
  });
  return { ...draft, ...tuneBlend(parts, filters, config.seed) };
}

type Spectrum = Pick<GraphFilterParameters, 'grade' | 'ridge' | 'encodeExponent' | 'decodeExponent'>;

/** One choice after the other, judged by the whole filter before anything is cut away. */
function tuneSpectrum(parts: readonly ValidationPart[], progress: Progress): Spectrum {
  const choices = {
    grade: GRADE_CHOICES,
    ridge: RIDGE_CHOICES,
    encodeExponent: ENCODE_CHOICES,
    decodeExponent: DECODE_CHOICES,
  };
  const steps = Object.values(choices).reduce((sum, { length }) => sum + length, 0);
  let best: Spectrum = { grade: 'steps', ridge: 2, encodeExponent: 0.2, decodeExponent: -0.05 };
  let done = 0;
  const solved = new Map<string, WholeFilter[]>();
  for (const [name, values] of Object.entries(choices)) {
    const candidates: Spectrum[] = values.map((value) => ({ ...best, [name]: value }));
    best = bestOf(candidates, (spectrum) => {
      progress(++done / steps);
      const key = `${spectrum.grade} ${spectrum.ridge}`;
      const filters = solved.get(key) ?? parts.map((part) => solveWhole(part, spectrum));
      solved.set(key, filters);
      return validate(parts, (_part, index) => scaleWhole(filters[index]!, spectrum));
    });
  }
  return best;
}

type WholeFilter = { readonly likes: Float32Array; readonly ridge: Ridge };

/** V h Vᵀ = Xᵀ (X Xᵀ + λI)⁻¹ X: the filter with its whole spectrum. */
function solveWhole({ training }: ValidationPart, { grade, ridge }: Spectrum): WholeFilter {
  const x = gradeRatings(training.ratings, grade);
  return {
    likes: columnSums(gradeRatings(training.ratings, 'likes')),
    ridge: solveRidge(x, lambdaOf(x, ridge)),
  };
}

function scaleWhole(
  { likes, ridge }: WholeFilter,
  { encodeExponent, decodeExponent }: Spectrum,
): Pick<GraphFilter, 'score'> {
  const encodeScale = likes.map((count) => (1 + count) ** -encodeExponent);
  const decodeScale = likes.map(
    (count, item) => (1 + count) ** decodeExponent / (1 - ridge.selfShare[item]!),
  );
  return {
    score: ({ rows, weights }) =>
      ridge
        .apply({ rows, weights: weights.map((weight, index) => weight * encodeScale[rows[index]!]!) })
        .map((value, item) => value * decodeScale[item]!),
  };
}

/** γ by those whose likes are all known; what helps newcomers by the mean over how much is known. */
function tuneBlend(parts: readonly ValidationPart[], filters: readonly GraphFilter[], seed: number): Blend {
  const segments = KNOWN_LIMITS.map((limit) => encodeCases(parts, filters, seed, limit));
  const everything = segments.slice(-1);
  const none = { coWatch: 0, prior: 0, population: 0 };
  const coWatch = bestOf(CO_WATCH_CHOICES, (choice) =>
    blendQuality(everything, { ...none, coWatch: choice }),
  );
  const population = bestOf(POPULATION_CHOICES, (choice) =>
    blendQuality(segments, { ...none, coWatch, population: choice }),
  );
  const prior = bestOf(PRIOR_CHOICES, (choice) =>
    blendQuality(segments, { coWatch, population, prior: choice }),
  );
  return { coWatch, population, prior };
}

type EncodedCase = { readonly filter: GraphFilter; readonly one: Case; readonly encoded: Encoded };

function encodeCases(
  parts: readonly ValidationPart[],
  filters: readonly GraphFilter[],
  seed: number,
  limit: number,
): EncodedCase[] {
  return parts.flatMap(({ heldOut }, index) => {
    const filter = filters[index]!;
    const everyone = Int32Array.from(heldOut.people.keys());
    return casesOf(heldOut, everyone, seed + INNER, limit).map((one) => ({
      filter,
      one,
      encoded: filter.encode(historyOf(one.known)),
    }));
  });
}

/** NDCG@100, each segment counting the same. */
function blendQuality(segments: readonly (readonly EncodedCase[])[], blend: Blend): number {
  return mean(
    segments.map((cases) =>
      mean(cases.map(({ filter, one, encoded }) => ndcgOf(filter.blend(encoded, blend), one))),
    ),
  );
}
