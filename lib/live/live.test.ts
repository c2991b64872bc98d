import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { afterEach, beforeAll, expect, inject, test, vi } from 'vitest';
import { database, transaction } from '../../db/client.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { closeStreams, openStream } from './stream.ts';
import { announce, lockTopic, type News, readVersions, type Topic, touchTopics } from './topics.ts';

beforeAll(createTestDatabase);
afterEach(closeStreams);

let number = 0;
const newTopic = (): Topic => `list:${`${++number}`.padStart(36, '00000000-0000-4000-8000-')}`;
const change = (topic: Topic, news?: News) =>
  transaction(async (tx) => announce(tx, topic, await lockTopic(tx, topic), news));

type Heard = { readonly event: string; readonly data: Record<string, unknown> };

/** Reads a stream as a browser would. */
function listenTo(topics: readonly Topic[], who?: string) {
  const gone = new AbortController();
  const heard: Heard[] = [];
  const response = openStream(
    topics.map((topic) => ({ topic, ...(who && { who }) })),
    gone.signal,
  );
  const ended = (async () => {
    let rest = '';
    for await (const part of response.body!) {
      rest += Buffer.from(part).toString();
      const blocks = rest.split('\n\n');
      rest = blocks.pop()!;
      for (const block of blocks) {
        const match = /^event: (\w+)\ndata: (.*)$/.exec(block);
        if (match) heard.push({ event: match[1]!, data: JSON.parse(match[2]!) });
      }
    }
  })();
  return { heard, ended, leave: () => gone.abort(), versions: () => versionsOf(heard) };
}

const versionsOf = (heard: readonly Heard[]) =>
  heard.filter(({ event }) => event === 'version').map(({ data }) => data.version);

test('a follower hears where the topic stands, then every change once and in order, with its news', async () => {
  const topic = newTopic();
  await change(topic);
  const stream = listenTo([topic]);
  await vi.waitFor(() => expect(stream.versions()).toEqual([1]));
  await Promise.all(Array.from({ length: 10 }, (_, index) => change(topic, { index })));
  await vi.waitFor(() => expect(stream.versions()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]));
  const indices = stream.heard.slice(1).map(({ data }) => (data.news as News).index);
  expect(indices.toSorted()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('a change that is rolled back is never heard of, and leaves no gap', async () => {
  const topic = newTopic();
  const stream = listenTo([topic]);
  await vi.waitFor(() => expect(stream.versions()).toEqual([0]));
  const failing = transaction(async (tx) => {
    await announce(tx, topic, await lockTopic(tx, topic));
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  await change(topic);
  await vi.waitFor(() => expect(stream.versions()).toEqual([0, 1]));
});

test('what happens while the connection to the database is cut is told afterwards, once, and without stale news', async () => {
  const topic = newTopic();
  const stream = listenTo([topic]);
  await vi.waitFor(() => expect(stream.versions()).toEqual([0]));
  await deafen();
  await change(topic, { kind: 'missed' });
  await change(topic, { kind: 'missed too' });
  await vi.waitFor(() => expect(stream.versions().at(-1)).toBe(2), { timeout: 15_000 });
  await change(topic, { kind: 'heard' });
  await vi.waitFor(() => expect(stream.versions().at(-1)).toBe(3), { timeout: 15_000 });
  expect(new Set(stream.versions()).size).toBe(stream.versions().length);
});

test('news is heard again after a time in which the database let nobody in', async () => {
  const topic = newTopic();
  const stream = listenTo([topic]);
  await vi.waitFor(() => expect(stream.versions()).toEqual([0]));
  const [{ name } = { name: '' }] = await database().execute<{ name: string }>(
    sql`select current_database() as name`,
  );
  const server = postgres(inject('databaseUrl'), { max: 1 });
  const admit = (yes: boolean) => server.unsafe(`alter database "${name}" allow_connections ${yes}`);
  await admit(false);
  await deafen();
  await new Promise((resolve) => setTimeout(resolve, 200));
  await admit(true);
  await server.end();
  const heardNews = () => stream.heard.some(({ data }) => data.news);
  await vi.waitFor(
    async () => {
      await change(topic, { kind: 'heard' });
      expect(heardNews()).toBe(true);
    },
    { timeout: 30_000, interval: 500 },
  );
});

test('topics are followed apart', async () => {
  const [one, other] = [newTopic(), newTopic()];
  const stream = listenTo([one]);
  await vi.waitFor(() => expect(stream.versions()).toEqual([0]));
  await transaction((tx) => touchTopics(tx, [other, one, other]));
  await vi.waitFor(() => expect(stream.versions()).toEqual([0, 1]));
  expect(stream.heard.every(({ data }) => data.topic === one)).toBe(true);
  expect(await readVersions([one, other])).toEqual(
    new Map([
      [one, 1],
      [other, 1],
    ]),
  );
});

test('everybody sees who is here, and that somebody has left', async () => {
  const topic = newTopic();
  const [ana, ben] = ['00000000-0000-4000-8000-0000000000aa', '00000000-0000-4000-8000-0000000000bb'];
  const first = listenTo([topic], ana);
  const hereFor = () => first.heard.filter(({ event }) => event === 'presence').at(-1)?.data.here;
  await vi.waitFor(() => expect(hereFor()).toEqual([ana]));
  const second = listenTo([topic], ben);
  const sameInAnotherTab = listenTo([topic], ben);
  await vi.waitFor(() => expect(hereFor()).toEqual([ana, ben]));
  second.leave();
  await second.ended;
  await vi.waitFor(async () => expect(await presenceRows(topic)).toBe(2));
  expect(hereFor()).toEqual([ana, ben]);
  sameInAnotherTab.leave();
  await vi.waitFor(() => expect(hereFor()).toEqual([ana]));
});

test('a stopping server ends every stream', async () => {
  const streams = [listenTo([newTopic()]), listenTo([newTopic()])];
  closeStreams();
  await Promise.all(streams.map(({ ended }) => ended));
  await vi.waitFor(async () => expect(await presenceRows()).toBe(0));
});

async function presenceRows(topic?: Topic): Promise<number> {
  const rows = await database().execute(
    sql`select 1 from presence where ${topic ? sql`topic = ${topic}` : sql`true`}`,
  );
  return rows.length;
}

async function deafen(): Promise<void> {
  await database().execute(
    sql`select pg_terminate_backend(pid) from pg_stat_activity where query ilike 'listen%' and datname = current_database()`,
  );
}
