import type { TitleSummary } from '../catalog/summary.ts';
import { summariesOf } from '../catalog/titles.ts';
import { liveEngine } from '../inference/live.ts';
import { dot, norm } from '../math/vector.ts';
import type { Engine } from '../recommender/engine.ts';
import type { Row } from '../recommender/types.ts';
import { knownTitles } from './known-titles.ts';

const SIMILARITY_COST = 2.2;
/** Every so many titles one is not in English, every so many a series: taste is asked about the whole catalogue. */
const ABROAD_EVERY = 3;
const SERIES_EVERY = 5;

/** Titles to start a taste from: well known, and as different from each other as can be. The same for everybody. */
export async function readPickable(count: number, maturityLimit: number | null): Promise<TitleSummary[]> {
  const engine = liveEngine();
  const ids = engine ? spread(engine, count, maturityLimit) : await mostPopular(count, maturityLimit);
  const titles = await summariesOf(ids, null);
  return ids.flatMap((id) => {
    const title = titles.get(id);
    if (!title) return [];
    const { own, ...summary } = title;
    return [summary];
  });
}

async function mostPopular(count: number, maturityLimit: number | null): Promise<number[]> {
  const titles = await knownTitles(undefined, maturityLimit);
  return titles
    .sort((a, b) => b.popularity - a.popularity || b.year - a.year)
    .slice(0, count)
    .map(({ id }) => id);
}

function spread(engine: Engine, count: number, maturityLimit: number | null): number[] {
  const open = Array.from({ length: engine.size }, (_, row) => row).filter(
    (row) =>
      !engine.facts(row).flagged && (maturityLimit === null || engine.facts(row).maturity <= maturityLimit),
  );
  const closest = new Float32Array(engine.size);
  const chosen: Row[] = [];
  while (chosen.length < count) {
    const best = bestOf(open, engine, closest, groupAt(chosen.length));
    if (best === undefined) break;
    open.splice(open.indexOf(best), 1);
    chosen.push(best);
    for (const row of open) closest[row] = Math.max(closest[row]!, cosine(engine, row, best));
  }
  return chosen.map((row) => engine.facts(row).id);
}

type Group = 'abroad' | 'series' | 'any';

function groupAt(place: number): Group {
  if (place % SERIES_EVERY === SERIES_EVERY - 1) return 'series';
  return place % ABROAD_EVERY === ABROAD_EVERY - 1 ? 'abroad' : 'any';
}

function bestOf(open: readonly Row[], engine: Engine, closest: Float32Array, group: Group): Row | undefined {
  let best: Row | undefined;
  let bestValue = Number.NEGATIVE_INFINITY;
  for (const row of open) {
    const { kind, language } = engine.facts(row);
    if (group === 'series' ? kind !== 'series' : kind !== 'film') continue;
    if (group === 'abroad' && language === 'en') continue;
    const value = engine.prior(row) - SIMILARITY_COST * closest[row]!;
    if (value > bestValue) {
      bestValue = value;
      best = row;
    }
  }
  return best;
}

function cosine(engine: Engine, one: Row, other: Row): number {
  const a = engine.titleVector(one);
  const b = engine.titleVector(other);
  return dot(a, b) / (norm(a) * norm(b) + 1e-12);
}
