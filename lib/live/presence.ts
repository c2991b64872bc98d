/** Who has a topic open now, in whatever process. Rows of a connection that is silent for a minute do not count. */
import { randomUUID } from 'node:crypto';
import { and, eq, inArray, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { presence } from '../../db/schema/live.ts';
import { notify, type Topic } from './topics.ts';

const BEAT_MS = 20_000;
const fresh = sql`${presence.seenAt} > now() - interval '1 minute'`;

const key = Symbol.for('matinee.presence');
const shared = globalThis as { [key]?: { readonly open: Set<string>; beat: NodeJS.Timeout | null } };
shared[key] ??= { open: new Set(), beat: null };
const own = shared[key];

/** `who` has the topic open until the returned function is called. */
export async function enter(topic: Topic, who: string): Promise<() => Promise<void>> {
  const connection = randomUUID();
  own.open.add(connection);
  own.beat ??= setInterval(() => void beat(), BEAT_MS).unref();
  await database().insert(presence).values({ topic, connection, who });
  await notify(database(), { topic, presence: true });
  return async () => {
    own.open.delete(connection);
    await database().delete(presence).where(eq(presence.connection, connection));
    await notify(database(), { topic, presence: true });
  };
}

/** Ids of whoever is there, each once. */
export async function whoIsHere(topic: Topic): Promise<string[]> {
  const rows = await database()
    .selectDistinct({ who: presence.who })
    .from(presence)
    .where(and(eq(presence.topic, topic), fresh))
    .orderBy(presence.who);
  return rows.map(({ who }) => who);
}

async function beat(): Promise<void> {
  if (own.open.size === 0) return;
  await database()
    .update(presence)
    .set({ seenAt: sql`now()` })
    .where(inArray(presence.connection, [...own.open]))
    .catch(() => undefined);
  await database()
    .delete(presence)
    .where(sql`not ${fresh}`)
    .catch(() => undefined);
}
