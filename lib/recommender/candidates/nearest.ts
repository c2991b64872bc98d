/** Titles whose vectors lie closest to the viewer's. */
import type { CandidateSource } from './source.ts';

export const nearest: CandidateSource = ({ taste, engine, allowed, policy }) =>
  taste.parts.length === 0
    ? []
    : engine.nearest(taste.vector, policy.candidates.nearest, allowed.has).map(({ row }) => row);
