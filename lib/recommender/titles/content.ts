/** Which titles share most with a title: its makers and cast, what it is about, its genres, language and decade. */
import type { Steps } from '../../math/steps.ts';
import { topK } from '../../math/top-k.ts';
import type { TitleFacts } from '../types.ts';

/** How much one shared feature says, before its rarity: a maker says more than a genre. */
const featureWeights = {
  maker: 2.2,
  keyword: 1.3,
  cast: 1.2,
  genre: 1,
  language: 0.9,
  decade: 0.5,
  kind: 0.4,
} as const;
const NEIGHBOURS = 12;

type Feature = readonly [name: string, weight: number];
type Posting = { readonly rarity: number; readonly rows: number[]; readonly weights: number[] };

export type ContentIndex = {
  /** Cosine of `facts` with every listed title; 0 for itself. A view that the next call overwrites. */
  cosines(facts: TitleFacts): Float32Array;
  /** The `k` listed titles most similar to `facts`, strongest first, with their cosine in (0, 1]. */
  similar(facts: TitleFacts, k?: number): readonly { readonly index: number; readonly similarity: number }[];
  /** Lists one more title, or one anew. Rarities stay as they were first counted. */
  put(index: number, facts: TitleFacts): void;
};

/** Cosine over weighted features × inverse document frequency, by an inverted index over `titles`. */
export function* indexContentSteps(titles: readonly TitleFacts[]): Steps<ContentIndex> {
  const counts = new Map<string, number>();
  for (const facts of titles) {
    for (const [name] of featuresOf(facts)) counts.set(name, (counts.get(name) ?? 0) + 1);
    yield;
  }
  const rarityOf = (count: number) => Math.log(1 + titles.length / (1 + count));
  const postings = new Map<string, Posting>();
  for (const [name, count] of counts) postings.set(name, { rarity: rarityOf(count), rows: [], weights: [] });
  const listed: TitleFacts[] = [];
  const places = new Map<number, number>();
  let scratch = new Float32Array(titles.length);

  const weigh = (facts: TitleFacts): Feature[] => {
    const weighed = featuresOf(facts).map(
      ([name, weight]): Feature => [name, weight * (postings.get(name)?.rarity ?? rarityOf(1))],
    );
    const length = Math.sqrt(weighed.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
    return weighed.map(([name, weight]) => [name, weight / length]);
  };
  const take = (index: number) => {
    for (const [name] of featuresOf(listed[index]!)) {
      const posting = postings.get(name);
      const at = posting?.rows.indexOf(index) ?? -1;
      if (at === -1) continue;
      posting?.rows.splice(at, 1);
      posting?.weights.splice(at, 1);
    }
  };
  const put = (index: number, facts: TitleFacts) => {
    if (listed[index]) take(index);
    listed[index] = facts;
    places.set(facts.id, index);
    for (const [name, weight] of weigh(facts)) {
      const posting = postings.get(name) ?? { rarity: rarityOf(1), rows: [], weights: [] };
      posting.rows.push(index);
      posting.weights.push(weight);
      postings.set(name, posting);
    }
  };
  const cosines = (facts: TitleFacts) => {
    if (scratch.length < listed.length) scratch = new Float32Array(Math.ceil(listed.length * 1.1));
    const sums = scratch.subarray(0, listed.length).fill(0);
    for (const [name, weight] of weigh(facts)) {
      const posting = postings.get(name);
      if (posting) addPosting(sums, posting, weight);
    }
    const own = places.get(facts.id);
    if (own !== undefined) sums[own] = 0;
    return sums;
  };
  for (const [index, facts] of titles.entries()) {
    put(index, facts);
    yield;
  }
  return {
    put,
    cosines,
    similar(facts, k = NEIGHBOURS) {
      const sums = cosines(facts);
      return Array.from(topK(sums, k), (index) => ({ index, similarity: sums[index]! })).filter(
        ({ similarity }) => similarity > 0,
      );
    },
  };
}

function addPosting(sums: Float32Array, { rows, weights }: Posting, factor: number): void {
  for (let place = 0; place < rows.length; place++) sums[rows[place]!]! += factor * weights[place]!;
}

function featuresOf(facts: TitleFacts): Feature[] {
  const each = (values: readonly string[], prefix: keyof typeof featureWeights): Feature[] =>
    values.map((value) => [`${prefix}:${value}`, featureWeights[prefix]]);
  return [
    ...each(facts.makers, 'maker'),
    ...each(facts.keywords, 'keyword'),
    ...each(facts.cast, 'cast'),
    ...each(facts.genres, 'genre'),
    ...each([facts.language], 'language'),
    ...each([String(Math.floor(facts.year / 10))], 'decade'),
    ...each([facts.kind], 'kind'),
  ];
}
