/** The bundle's ranker over the rows of a table; null where the bundle has none. */
import type { LearnedRanker, TitleCounts } from '../recommender/engine.ts';
import { type Bundle, type BundleTitle, populationWeight } from './bundle.ts';
import type { OnnxClient } from './onnx-client.ts';
import type { Layout } from './table.ts';

export function assembleRanker({ bundle, table }: Layout, client: OnnxClient): LearnedRanker | null {
  const { manifest, ranker } = bundle;
  if (!ranker || !manifest.ranker) return null;
  const { transitions, usualGain, dimensions } = manifest.ranker;
  const counts = bundle.titles.map(countsOf);
  const all = countAll(bundle.titles);
  return {
    follows: table.follows,
    orderDecay: transitions.decay,
    usualGain,
    populationWeight: (historyWeight) => populationWeight(manifest, historyWeight),
    countsOf: (row) => counts[table.bundleRows[row]!] ?? NOBODY,
    countsOfAll: () => all,
    async rank(vector, rows, features) {
      const titles = new Float32Array(rows.length * dimensions);
      for (const [index, row] of rows.entries()) {
        const start = row * manifest.dimensions;
        titles.set(table.titles.subarray(start, start + dimensions), index * dimensions);
      }
      const known = features.slice();
      const present = new Float32Array(features.length).fill(1);
      for (const [place, value] of features.entries()) {
        if (Number.isNaN(value)) [known[place], present[place]] = [0, 0];
      }
      const reply = await client.run({
        run: 'rank',
        user: vector.slice(0, dimensions),
        titles,
        features: known,
        present,
        count: rows.length,
        dimensions,
      });
      return reply.first;
    },
  };
}

const NOBODY: TitleCounts = { likes: 0, ratings: 0, stars: 0 };

export function countsOf(title: BundleTitle | undefined): TitleCounts {
  if (!title) return NOBODY;
  const { likes, ratings, meanRating } = title;
  return { likes, ratings, stars: ratings * meanRating };
}

export function countAll(titles: Bundle['titles']): TitleCounts {
  return titles.map(countsOf).reduce(
    (sum, one) => ({
      likes: sum.likes + one.likes,
      ratings: sum.ratings + one.ratings,
      stars: sum.stars + one.stars,
    }),
    NOBODY,
  );
}
