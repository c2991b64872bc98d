/** Features in the table `features`, shared by every process. Reads have connections of their own. */
import { and, eq, sql } from 'drizzle-orm';
import { database, enrichment } from '../../db/client.ts';
import { features } from '../../db/schema/operations.ts';
import type { Ranking, TitleFeatures, ViewerFeatures } from '../recommender/types.ts';
import type { Computed, FeatureStore } from './store.ts';

type Row = typeof features.$inferInsert;
type Entity = Row['entity'];

const BATCH = 1000;
const TRENDING = 'trending';

export function createPostgresStore(): FeatureStore {
  return {
    readViewer: (viewerId) => readOne<ViewerFeatures>('viewer', viewerId),
    writeViewer: (viewerId, { value, at }) => write([rowOf('viewer', viewerId, value, at)]),
    async deleteViewer(viewerId) {
      await database()
        .delete(features)
        .where(isOf('viewer', [viewerId]));
    },
    async readTitles(titleIds) {
      const found = await read<TitleFeatures>('title', titleIds.map(String));
      return new Map([...found].map(([id, known]) => [Number(id), known]));
    },
    writeTitles: (known, at) => write([...known].map(([id, value]) => rowOf('title', String(id), value, at))),
    readTrending: () => readOne<Ranking>('instance', TRENDING),
    writeTrending: ({ value, at }) => write([rowOf('instance', TRENDING, value, at)]),
  };
}

async function readOne<T>(entity: Entity, id: string): Promise<Computed<T> | null> {
  return (await read<T>(entity, [id])).get(id) ?? null;
}

async function read<T>(entity: Entity, ids: readonly string[]): Promise<Map<string, Computed<T>>> {
  if (ids.length === 0) return new Map();
  const rows = await enrichment()
    .select({ id: features.id, value: features.value, at: features.computedAt })
    .from(features)
    .where(isOf(entity, ids))
    .prepare('features')
    .execute();
  return new Map(rows.map(({ id, value, at }) => [id, { value: value as T, at: at.getTime() }]));
}

async function write(rows: readonly Row[]): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    await database()
      .insert(features)
      .values(rows.slice(start, start + BATCH))
      .onConflictDoUpdate({
        target: [features.entity, features.id],
        set: { value: sql`excluded.value`, computedAt: sql`excluded.computed_at` },
        setWhere: sql`${features.computedAt} <= excluded.computed_at`,
      });
  }
}

function isOf(entity: Entity, ids: readonly string[]) {
  return and(eq(features.entity, entity), sql`${features.id} = any(${`{${ids.join(',')}}`}::text[])`);
}

function rowOf(entity: Entity, id: string, value: unknown, at: number): Row {
  return { entity, id, value, computedAt: new Date(at) };
}
