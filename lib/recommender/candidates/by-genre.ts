/** The best-known titles of the genres the viewer chose or watches most. */
import type { Engine } from '../engine.ts';
import type { Taste } from '../user-encoder.ts';
import type { CandidateSource } from './source.ts';

const GENRES = 3;

export const byGenre: CandidateSource = ({ context, taste, engine, allowed, policy }) => {
  const chosen = context.choices.flatMap(({ facet, value, wanted }) =>
    facet === 'genre' && wanted ? [value] : [],
  );
  const genres = new Set([...chosen, ...favouriteGenres(taste, engine)].slice(0, GENRES * 2));
  if (genres.size === 0) return [];
  return allowed.rows
    .filter((row) => engine.facts(row).genres.some((genre) => genres.has(genre)))
    .sort((a, b) => engine.prior(b) - engine.prior(a) || a - b)
    .slice(0, policy.candidates.byGenre);
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
