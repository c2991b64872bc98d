import { LRUCache } from 'lru-cache';
import { readAllFacts } from '../catalog/facts.ts';
import type { Engine } from '../recommender/engine.ts';
import { withDeadline } from './deadline.ts';
import type { KnownTitle } from './fallbacks.ts';
import { readPopular } from './popular.ts';

const DEADLINE_MS = 1000;

// Kept for hours, so that even with the database gone there is something true to show.
const cache = new LRUCache<'titles', KnownTitle[]>({ max: 1, ttl: 24 * 3600 * 1000 });

/** Every title that may be recommended, with its popularity: from the engine where there is one, else from the database, else as last known. */
export async function knownTitles(
  engine?: Engine,
  maturityLimit: number | null = null,
): Promise<KnownTitle[]> {
  const titles = engine ? fromEngine(engine) : await fromDatabase().catch(() => cache.get('titles') ?? []);
  if (titles.length > 0) cache.set('titles', titles);
  return titles.filter(
    ({ maturity, flagged }) => !flagged && (maturityLimit === null || maturity <= maturityLimit),
  );
}

function fromEngine(engine: Engine): KnownTitle[] {
  return Array.from({ length: engine.size }, (_, row) => ({
    ...engine.facts(row),
    inGraph: engine.inGraph(row),
    popularity: Math.max(0, engine.prior(row)),
  }));
}

async function fromDatabase(): Promise<KnownTitle[]> {
  const [facts, popular] = await withDeadline(
    Promise.all([readAllFacts(), readPopular()]),
    DEADLINE_MS,
    'the catalogue',
  );
  const weights = new Map(popular.map(({ titleId, weight }) => [titleId, weight]));
  return facts.map((title) => ({
    ...title,
    inGraph: false,
    popularity: (weights.get(title.id) ?? 0) + Math.log1p(title.priorCount),
  }));
}
