/** The best-known titles of the genres the viewer watches most. */
import type { Engine } from '../engine.ts';
import type { Taste } from '../taste/user-encoder.ts';
import { rowsFitting } from '../titles/title-index.ts';
import { type CandidateSource, firstAllowed, inTurns } from './source.ts';

const GENRES = 3;

export const byGenre: CandidateSource = ({ taste, engine, allowed, policy }) => {
  const quota = policy.candidates.byGenre;
  const lists = favouriteGenres(taste, engine).map((value) =>
    firstAllowed(rowsFitting({ facet: 'genre', value }, engine), allowed, quota),
  );
  return inTurns(lists).slice(0, quota);
};

function favouriteGenres(taste: Taste, engine: Engine): string[] {
  const weights = new Map<string, number>();
  for (const part of taste.parts) {
    if (part.of.kind !== 'own') continue;
    for (const { row, weight } of part.history) {
      for (const genre of engine.facts(row).genres) weights.set(genre, (weights.get(genre) ?? 0) + weight);
    }
  }
  return [...weights]
    .filter(([, weight]) => weight > 0)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, GENRES)
    .map(([genre]) => genre);
}
