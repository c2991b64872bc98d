/** Made-up sequences: the checkerboard for models that read a history in order. */
import { seededRandom } from '../../lib/math/random.ts';
import type { Sequence } from '../sequences/sequence-model.ts';

/** Whoever is at an item of one colour goes on to another of the same colour, with the given chance to the one two places on. */
export function checkerboardSequences(
  people = 120,
  chance = 0.8,
  items = 20,
  length = 12,
  seed = 1,
): Sequence[] {
  const random = seededRandom(seed);
  return Array.from({ length: people }, () => {
    let item = Math.floor(random() * items);
    return Int32Array.from({ length }, () => {
      item = (item + (random() < chance ? 2 : 2 * Math.floor(random() * (items / 2)))) % items;
      return item;
    });
  });
}
