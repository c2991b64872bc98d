/** The checkerboard world with a ranker: every title is followed by the one four rows on, and a little by the one eight rows on. */
import type { Engine, LearnedRanker } from '../engine.ts';
import { RANKER_FEATURES, type RankerFeature } from '../ranking/ranker-features.ts';
import { emptyLists, writeList } from '../titles/near-lists.ts';
import { makeWorldEngine, WORLD_SIZE } from './world.ts';

export type RankedWorld = Engine & { readonly ranker: LearnedRanker & { readonly calls: { rank: number } } };

/** `rank` stands in for the network: not linear in what it reads, as a network is not. */
export function makeRankedWorld(ids?: readonly number[], rank = readLogits): RankedWorld {
  const calls = { rank: 0 };
  const size = ids?.length ?? WORLD_SIZE;
  const follows = emptyLists(size, 2);
  for (let row = 0; row < size; row++) {
    const next = [4, 8].map((step) => ({ row: (row + step) % size, weight: 0.4 / step }));
    writeList(follows, row, next);
  }
  return {
    ...makeWorldEngine(ids),
    ranker: {
      calls,
      follows,
      orderDecay: 0.8,
      usualGain: -1,
      populationWeight: (historyWeight) => 2 / (10 + historyWeight),
      countsOf: (row) => ({ likes: size - row, ratings: 2 * size - row, stars: 6 * size }),
      countsOfAll: () => ({ likes: size * 20, ratings: size * 30, stars: size * 110 }),
      async rank(_vector, rows, features) {
        calls.rank += 1;
        return rank(features, rows.length);
      },
    },
  };
}

function readLogits(features: Float32Array, count: number): Float32Array {
  const read = (place: number, name: RankerFeature) => {
    const value = features[place * RANKER_FEATURES.length + RANKER_FEATURES.indexOf(name)]!;
    return Number.isNaN(value) ? 0 : value;
  };
  return Float32Array.from({ length: count }, (_, place) => {
    const deep = Math.tanh(read(place, 'sequence') * read(place, 'graph'));
    return 0.8 * read(place, 'graph') + 0.5 * read(place, 'sequence') + 0.2 * read(place, 'era') + deep - 1;
  });
}
