/** Which titles share most with a title: its makers and cast, what it is about, its genres, language and decade. */
import type { TitleFacts } from './types.ts';

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

export type ContentIndex = {
  /** The `k` listed titles most similar to `facts`, strongest first, with their cosine in (0, 1]. */
  similar(facts: TitleFacts, k?: number): readonly { readonly index: number; readonly similarity: number }[];
};

/** Cosine over weighted features × inverse document frequency, by an inverted index over `titles`. */
export function indexContent(titles: readonly TitleFacts[]): ContentIndex {
  const counts = new Map<string, number>();
  for (const facts of titles) {
    for (const [name] of featuresOf(facts)) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  const weigh = (facts: TitleFacts): Feature[] => {
    const weighed = featuresOf(facts).map(([name, weight]): Feature => {
      const rarity = Math.log(1 + titles.length / (1 + (counts.get(name) ?? 0)));
      return [name, weight * rarity];
    });
    const length = Math.sqrt(weighed.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1;
    return weighed.map(([name, weight]) => [name, weight / length]);
  };
  const postings = new Map<string, { index: number; weight: number }[]>();
  for (const [index, facts] of titles.entries()) {
    for (const [name, weight] of weigh(facts)) {
      const list = postings.get(name);
      if (list) list.push({ index, weight });
      else postings.set(name, [{ index, weight }]);
    }
  }
  return {
    similar(facts, k = NEIGHBOURS) {
      const scores = new Map<number, number>();
      for (const [name, weight] of weigh(facts)) {
        for (const posting of postings.get(name) ?? []) {
          scores.set(posting.index, (scores.get(posting.index) ?? 0) + weight * posting.weight);
        }
      }
      return [...scores]
        .filter(([index]) => titles[index]?.id !== facts.id)
        .sort(([a, x], [b, y]) => y - x || a - b)
        .slice(0, k)
        .map(([index, similarity]) => ({ index, similarity }));
    },
  };
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
