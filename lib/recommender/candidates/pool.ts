/** The bounded SQL pool: what the database found for the request's filters and the chosen genres. */
import { type CandidateSource, firstAllowed, rowsOf } from './source.ts';

export const pool: CandidateSource = ({ context, engine, allowed, policy }) =>
  firstAllowed(rowsOf(context.pool, engine), allowed, policy.candidates.pool);
