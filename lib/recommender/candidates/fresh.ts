/** Titles added to the instance lately: in reach before any model knows them. */
import type { CandidateSource } from './source.ts';

export const fresh: CandidateSource = ({ context, engine, allowed, policy }) =>
  context.fresh
    .map(({ titleId }) => engine.rowOf(titleId))
    .filter((row): row is number => row !== undefined && allowed.has(row))
    .slice(0, policy.candidates.fresh);
