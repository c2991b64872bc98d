/**
 * One LISTEN a process, shared by every open stream. A follower hears of each version at most once and never of an older
 * one after a newer; what was missed while the connection to the database was away is found again by asking for versions.
 */
import { driver } from '../../db/client.ts';
import { logger } from '../monitoring/logger.ts';
import { CHANNEL, type News, type Notification, readVersions, type Topic } from './topics.ts';

export type Follower = {
  /** `news` is there only when nothing between this version and the one before it was missed. */
  readonly onVersion: (topic: Topic, version: number, news?: News) => void;
  readonly onPresence: (topic: Topic) => void;
};

type Following = Follower & { readonly seen: Map<Topic, number> };
type Hub = {
  readonly following: Set<Following>;
  listening: Promise<unknown> | null;
  checking: NodeJS.Timeout | null;
};

const CHECK_MS = 5000;
const key = Symbol.for('matinee.live');
const shared = globalThis as { [key]?: Hub };
shared[key] ??= { following: new Set(), listening: null, checking: null };
const hub = shared[key];

/** Starts following; the current version of every topic is told first. Returns how to stop. */
export async function follow(topics: readonly Topic[], follower: Follower): Promise<() => void> {
  const following: Following = { ...follower, seen: new Map(topics.map((topic) => [topic, -1])) };
  hub.following.add(following);
  hub.checking ??= setInterval(() => void catchUp(), CHECK_MS).unref();
  try {
    await listen();
    await catchUp([following]);
  } catch (error) {
    // The next check finds what this one could not read.
    logger().warn({ error }, 'live versions could not be read');
  }
  return () => {
    hub.following.delete(following);
    if (hub.following.size > 0 || !hub.checking) return;
    clearInterval(hub.checking);
    hub.checking = null;
  };
}

async function listen(): Promise<void> {
  hub.listening ??= driver()
    .listen(
      CHANNEL,
      (payload) => hear(JSON.parse(payload) as Notification),
      () => void catchUp(),
    )
    .catch((error: unknown) => {
      hub.listening = null;
      throw error;
    });
  await hub.listening;
}

function hear(notification: Notification): void {
  for (const following of hub.following) {
    if (!following.seen.has(notification.topic)) continue;
    if ('presence' in notification) following.onPresence(notification.topic);
    else tell(following, notification.topic, notification.version, notification.news);
  }
}

function tell(following: Following, topic: Topic, version: number, news?: News): void {
  const seen = following.seen.get(topic) ?? -1;
  if (version <= seen) return;
  following.seen.set(topic, version);
  following.onVersion(topic, version, version === seen + 1 ? news : undefined);
}

/** Asks once for everybody's topics and tells whoever is behind. */
async function catchUp(behind: Iterable<Following> = hub.following): Promise<void> {
  const those = [...behind];
  const wanted = [...new Set(those.flatMap(({ seen }) => [...seen.keys()]))];
  if (wanted.length === 0) return;
  try {
    await listen();
    const versions = await readVersions(wanted);
    for (const following of those)
      for (const topic of following.seen.keys()) tell(following, topic, versions.get(topic) ?? 0);
  } catch (error) {
    logger().warn({ error }, 'live versions could not be read');
  }
}
