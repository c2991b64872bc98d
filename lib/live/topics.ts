/**
 * What browsers follow. A change raises the version of its topic in its own transaction: the row is the change's lock
 * and its place in the order, and the notification leaves when, and only when, the change is there to be read.
 */
import { inArray, sql } from 'drizzle-orm';
import { database, type Queryable } from '../../db/client.ts';
import { topics } from '../../db/schema/live.ts';

export type Topic = `list:${string}` | `night:${string}` | `person:${string}`;

/** Small and public to everybody who follows the topic; PostgreSQL carries less than 8,000 bytes. */
export type News = Readonly<Record<string, unknown>>;

export type Notification =
  | { readonly topic: Topic; readonly version: number; readonly news?: News }
  | { readonly topic: Topic; readonly presence: true };

export const CHANNEL = 'matinee_live';

/**
 * Raises the topic's version and holds it until the transaction ends: everything that changes one topic happens one
 * after the other. Call it first in a verb, and `announce` last when there is news to carry.
 */
export async function lockTopic(tx: Queryable, topic: Topic): Promise<number> {
  const [row] = await tx
    .insert(topics)
    .values({ topic, version: 1 })
    .onConflictDoUpdate({ target: topics.topic, set: { version: sql`${topics.version} + 1` } })
    .returning({ version: topics.version });
  return row!.version;
}

/** Tells the followers of a locked topic, at commit. Without news they read what is there now. */
export async function announce(tx: Queryable, topic: Topic, version: number, news?: News): Promise<void> {
  await notify(tx, { topic, version, ...(news && { news }) });
}

/** Raises and announces in one step, for topics whose changes need no order: inbox badges. */
export async function touchTopics(tx: Queryable, touched: readonly Topic[]): Promise<void> {
  for (const topic of [...new Set(touched)].sort()) await announce(tx, topic, await lockTopic(tx, topic));
}

/** 0 where nothing has happened yet. */
export async function readVersions(wanted: readonly Topic[]): Promise<ReadonlyMap<Topic, number>> {
  if (wanted.length === 0) return new Map();
  const rows = await database()
    .select()
    .from(topics)
    .where(inArray(topics.topic, [...wanted]));
  const known = new Map(rows.map(({ topic, version }) => [topic, version]));
  return new Map(wanted.map((topic) => [topic, known.get(topic) ?? 0]));
}

export async function notify(tx: Queryable, notification: Notification): Promise<void> {
  await tx.execute(sql`select pg_notify(${CHANNEL}, ${JSON.stringify(notification)})`);
}
