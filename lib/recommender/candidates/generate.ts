/** All sources, merged: a candidate keeps the name of every source that found it. */
import type { Candidate, Row, Source } from '../types.ts';
import { byGenre } from './by-genre.ts';
import { coWatched } from './co-watched.ts';
import { fresh } from './fresh.ts';
import { friendsWatched } from './friends-watched.ts';
import { nearest } from './nearest.ts';
import { pool } from './pool.ts';
import { popular } from './popular.ts';
import type { CandidateSource, SourceInput } from './source.ts';

const sources: readonly (readonly [Source, CandidateSource])[] = [
  ['nearest', nearest],
  ['co-watched', coWatched],
  ['friends-watched', friendsWatched],
  ['fresh', fresh],
  ['by-genre', byGenre],
  ['pool', pool],
  ['popular', popular],
];

/**
 * At most `policy.candidates.most`, never fewer than the slate needs while allowed titles remain: what the
 * sources leave short is filled from all that is allowed.
 */
export function generateCandidates(input: SourceInput): Candidate[] {
  const found = new Map<Row, Source[]>();
  for (const [name, source] of sources) {
    for (const row of source(input)) {
      const known = found.get(row);
      if (known) known.push(name);
      else if (found.size < input.policy.candidates.most) found.set(row, [name]);
    }
  }
  const needed = Math.min(input.request.limit * 3, input.policy.candidates.most);
  for (const row of input.allowed.rows) {
    if (found.size >= needed) break;
    if (!found.has(row)) found.set(row, ['pool']);
  }
  return [...found].map(([row, names]) => ({ row, sources: names }));
}
