/** What was watched this week on this instance, then what most people like. */
import { rowsByPrior } from '../titles/title-index.ts';
import { type CandidateSource, firstAllowed, rowsOf } from './source.ts';

export const popular: CandidateSource = ({ context, engine, allowed, policy }) => {
  const quota = policy.candidates.popular;
  const titles = context.popular.map(({ titleId }) => titleId);
  const active = firstAllowed(rowsOf(titles, engine), allowed, Math.ceil(quota / 2));
  const known = firstAllowed(rowsByPrior(engine), allowed, quota);
  return [...new Set([...active, ...known])].slice(0, quota);
};
