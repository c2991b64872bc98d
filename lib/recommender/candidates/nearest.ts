/** Titles whose vectors lie closest to the viewer's. */
import type { CandidateSource } from './source.ts';

export const nearest: CandidateSource = async ({ taste, engine, allowed, policy }) => {
  if (taste.parts.length === 0) return [];
  const found = await engine.nearest(taste.vector, policy.candidates.nearest, allowed.mask);
  return found.map(({ row }) => row);
};
