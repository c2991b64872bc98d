/** The best-known titles that fit what the viewer said of their taste; every choice takes its turn. */
import { rowsFitting } from '../titles/title-index.ts';
import { type CandidateSource, firstAllowed, inTurns } from './source.ts';

export const byChoice: CandidateSource = ({ context, engine, allowed, policy }) => {
  const quota = policy.candidates.byChoice;
  const wanted = context.choices.filter((choice) => choice.wanted);
  const lists = wanted.map((choice) => firstAllowed(rowsFitting(choice, engine), allowed, quota));
  return inTurns(lists).slice(0, quota);
};
