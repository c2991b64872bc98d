/** Titles added to the instance lately: in reach before any model knows them. */
import { type CandidateSource, firstAllowed, rowsOf } from './source.ts';

export const fresh: CandidateSource = ({ context, engine, allowed, policy }) => {
  const titles = context.fresh.map(({ titleId }) => titleId);
  return firstAllowed(rowsOf(titles, engine), allowed, policy.candidates.fresh);
};
