/** Search as you type, as the screen asks: exact words, beginnings of words, wrong spellings. */
import { searchTitles } from '../lib/catalog/search.ts';
import { type Measured, measured } from './report.ts';

const ROUNDS = 50;
const TYPED = ['h', 'he', 'hea', 'heat', 'kurasawa', 'lord of the rigns', 'amelei', 'the'];

export async function benchSearch(size: string): Promise<Measured[]> {
  const times: number[] = [];
  for (let round = -2; round < ROUNDS; round++)
    for (const text of TYPED) {
      const begun = performance.now();
      await searchTitles(text, { limit: 8, viewerId: null });
      if (round >= 0) times.push(performance.now() - begun);
    }
  return [measured('searchTitles()', size, times)];
}
