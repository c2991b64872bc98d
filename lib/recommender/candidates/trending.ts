/** What people on this instance turn to in this very hour. */
import { type CandidateSource, firstAllowed, rowsOf } from './source.ts';

export const trending: CandidateSource = ({ context, engine, allowed, policy }) => {
  const titles = context.trending.map(({ titleId }) => titleId);
  return firstAllowed(rowsOf(titles, engine), allowed, policy.candidates.trending);
};
