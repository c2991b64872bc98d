/** Titles alike to the viewer's own, by what they are about: a title is found before anyone has watched it. */
import { sumOverHistory } from './near-history.ts';
import { type CandidateSource, strongest } from './source.ts';

export const content: CandidateSource = ({ taste, engine, allowed, policy }) =>
  strongest(sumOverHistory(taste, engine, engine.alikeLists), allowed, policy.candidates.content);
