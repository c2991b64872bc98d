/**
 * The facts of titles, kept in this process: every page shows the same popular ones, and the database is not asked for
 * them again. Imports forget them at once; other processes when they next look at the catalogue.
 */
import { inArray } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { database } from '../../db/client.ts';
import { titles } from '../../db/schema/titles.ts';
import { metrics } from '../monitoring/metrics.ts';
import type { TitleSummary } from './summary.ts';
import { summaryColumns } from './summary-columns.ts';

export type KeptFacts = TitleSummary & { readonly maturity: number; readonly flagged: boolean };

type Kept = { readonly facts: LRUCache<number, KeptFacts>; generation: number };

// About 1 KB a title.
const key = Symbol.for('matinee.title-facts');
const shared = globalThis as { [key]?: Kept };
shared[key] ??= { facts: new LRUCache({ max: 50_000, ttl: 600_000 }), generation: 0 };
const kept = shared[key];

/** In the order asked for; unknown ids are left out. */
export async function readFactsOf(ids: readonly number[]): Promise<Map<number, KeptFacts>> {
  const found = new Map<number, KeptFacts | undefined>(ids.map((id) => [id, kept.facts.get(id)]));
  const missing = [...found].flatMap(([id, known]) => (known ? [] : [id]));
  metrics().titleCache.inc({ outcome: 'hit' }, found.size - missing.length);
  metrics().titleCache.inc({ outcome: 'miss' }, missing.length);
  if (missing.length > 0) for (const facts of await readMissing(missing)) found.set(facts.id, facts);
  return new Map([...found].flatMap(([id, facts]) => (facts ? [[id, facts] as const] : [])));
}

async function readMissing(ids: readonly number[]): Promise<KeptFacts[]> {
  const { generation } = kept;
  const rows = await database()
    .select({ ...summaryColumns, maturity: titles.maturity, flagged: titles.flagged })
    .from(titles)
    .where(inArray(titles.id, [...ids]));
  // What was read before an import ended must not outlive it.
  if (generation === kept.generation) for (const row of rows) kept.facts.set(row.id, row);
  return rows;
}

/** After any write to titles. */
export function forgetFacts(): void {
  kept.generation += 1;
  kept.facts.clear();
}
