/** The bounded SQL pool: what the database found for the request's filters and the chosen genres. */
import type { CandidateSource } from './source.ts';

export const pool: CandidateSource = ({ context, engine, allowed, policy }) =>
  context.pool
    .map((titleId) => engine.rowOf(titleId))
    .filter((row): row is number => row !== undefined && allowed.has(row))
    .slice(0, policy.candidates.pool);
