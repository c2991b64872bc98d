/** One hop on the graph: what people who watched the viewer's titles also watched. */
import { sumOverHistory } from './near-history.ts';
import { type CandidateSource, strongest } from './source.ts';

export const coWatched: CandidateSource = ({ taste, engine, allowed, policy }) =>
  strongest(sumOverHistory(taste, engine, engine.neighbourLists), allowed, policy.candidates.coWatched);
