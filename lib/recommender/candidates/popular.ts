/** What is watched now on this instance, then what most people like. */
import type { Row } from '../types.ts';
import { type CandidateSource, strongest } from './source.ts';

export const popular: CandidateSource = ({ context, engine, allowed, policy }) => {
  const quota = policy.candidates.popular;
  const now = new Map<Row, number>();
  for (const { titleId, weight } of context.popular) {
    const row = engine.rowOf(titleId);
    if (row !== undefined) now.set(row, weight);
  }
  const active = strongest(now, allowed, Math.ceil(quota / 2));
  const chosen = new Set(active);
  const known = allowed.rows
    .filter((row) => !chosen.has(row))
    .sort((a, b) => engine.prior(b) - engine.prior(a) || a - b)
    .slice(0, quota - active.length);
  return [...active, ...known];
};
