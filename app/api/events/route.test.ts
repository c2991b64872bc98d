import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { database } from '@/db/client.ts';
import { playbackEvents, slateItems, slates } from '@/db/schema/log.ts';
import { rateLimits } from '@/db/schema/operations.ts';
import { createTestDatabase } from '@/db/testing/database.ts';
import { makeTitle, makeUser } from '@/db/testing/factories.ts';
import { createToken, revokeToken } from '@/lib/account/tokens.ts';
import { provideEnv } from '@/lib/env.ts';
import { readDiary } from '@/lib/library/diary.ts';
import { readOwnState } from '@/lib/library/state.ts';

const browser = vi.hoisted(() => ({ session: null as { userId: string; epoch: number } | null }));

// Its own way to the cookies of a request exists only within Next.
vi.mock('next-auth', () => ({ getServerSession: async () => browser.session }));

const { POST } = await import('./route.ts');

beforeAll(async () => {
  await createTestDatabase();
  provideEnv({ RATE_LIMITS: 'on' });
});
beforeEach(() => {
  browser.session = null;
});

async function send(body: unknown, token?: string) {
  const response = await POST(
    new Request('http://localhost/api/events', {
      method: 'POST',
      body: typeof body === 'string' ? body : JSON.stringify(body),
      headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    }),
  );
  return { status: response.status, ...(await response.json()) };
}

async function personWithToken() {
  const user = await makeUser();
  const { token, kept } = await createToken(user.id, 'media server');
  return { userId: user.id, token, tokenId: kept.id };
}

const finished = (change: object = {}) => ({
  id: randomUUID(),
  type: 'playback.finished',
  at: '2024-03-10T22:00:00+01:00',
  ...change,
});

describe('who may send', () => {
  it('nobody without a token or a session, nor with a token that is wrong or revoked', async () => {
    const { slug } = await makeTitle();
    const { userId, token, tokenId } = await personWithToken();
    const body = { events: [finished({ slug })] };
    expect(await send(body)).toMatchObject({ status: 401, error: { code: 'unauthenticated' } });
    expect(await send(body, 'matinee_wrong')).toMatchObject({ status: 401 });
    await revokeToken(userId, tokenId);
    expect(await send(body, token)).toMatchObject({ status: 401, error: { code: 'unauthenticated' } });
    expect((await readDiary(userId)).total).toBe(0);
  });

  it('the person by session too', async () => {
    const user = await makeUser();
    const title = await makeTitle();
    browser.session = { userId: user.id, epoch: 0 };
    expect(await send({ events: [finished({ titleId: title.id })] })).toMatchObject({
      status: 200,
      accepted: 1,
    });
    expect(await readOwnState(user.id, title.id)).toMatchObject({ watchCount: 1 });
  });
});

describe('a batch', () => {
  it('keeps the good events, and names the field of each bad one', async () => {
    const { userId, token } = await personWithToken();
    const [heat, amelie] = await Promise.all([
      makeTitle({ name: 'Heat Wave', year: 1996 }),
      makeTitle({ name: 'Amélie’s Return', year: 2031 }),
    ]);
    const stopped = { type: 'playback.stopped', position: 600, duration: 6000 };
    const soon = new Date(Date.now() + 3_600_000).toISOString();
    const answer = await send(
      {
        events: [
          finished({ titleId: heat.id }),
          finished({ name: "amelie's return", year: 2031 }),
          finished({ slug: heat.slug, ...stopped, at: '2024-03-10T20:00:00Z' }),
          finished({ titleId: 999_999 }),
          finished({ name: 'Amélie’s Return', year: 2030 }),
          finished({ name: 'Heat Wave' }),
          finished({}),
          finished({ titleId: heat.id, type: 'playback.paused' }),
          finished({ titleId: heat.id, type: 'playback.stopped', duration: 6000 }),
          finished({ titleId: heat.id, ...stopped, duration: 0 }),
          finished({ titleId: heat.id, ...stopped, position: 600_000 }),
          finished({ titleId: heat.id, at: soon }),
          finished({ titleId: heat.id, at: '1969-12-31T23:00:00Z' }),
          finished({ titleId: heat.id, at: '2024-03-10 22:00' }),
          finished({ titleId: heat.id, id: 'x'.repeat(101) }),
          finished({ slug: 'a\u0000b' }),
          finished({ name: '\ud800', year: 2000 }),
          'nonsense',
        ],
      },
      token,
    );
    expect(answer).toMatchObject({ status: 200, accepted: 3, repeated: 0 });
    expect(
      answer.refused.map(({ index, field }: { index: number; field: string }) => [index, field]),
    ).toEqual([
      [3, 'titleId'],
      [4, 'name'],
      [5, 'year'],
      [6, 'titleId'],
      [7, 'type'],
      [8, 'position'],
      [9, 'duration'],
      [10, 'position'],
      [11, 'at'],
      [12, 'at'],
      [13, 'at'],
      [14, 'id'],
      [15, 'slug'],
      [16, 'name'],
      [17, ''],
    ]);
    for (const { message } of answer.refused) expect(message).toMatch(/[.…]$/);
    expect(await readOwnState(userId, heat.id)).toMatchObject({ watchCount: 1, progress: null });
    expect(await readOwnState(userId, amelie.id)).toMatchObject({ watchCount: 1 });
  });

  it('asks which one, when a name and a year are of two', async () => {
    const { token } = await personWithToken();
    const named = { name: 'Twice Told', year: 2011 };
    await makeTitle({ ...named, kind: 'series', slug: 'twice-told-2011-series' });
    const film = await makeTitle({ ...named, kind: 'film' });
    const both = await send({ events: [finished(named)] }, token);
    expect(both.refused).toMatchObject([{ index: 0, field: 'kind' }]);
    expect(await send({ events: [finished({ ...named, kind: 'film' })] }, token)).toMatchObject({
      accepted: 1,
    });
    const [kept] = await database().select().from(playbackEvents).where(eq(playbackEvents.titleId, film.id));
    expect(kept).toMatchObject({ type: 'finished', reached: 1, utcOffset: 60 });
  });

  it('sent again, even twice at once, changes nothing', async () => {
    const { userId, token } = await personWithToken();
    const titles = await Promise.all([makeTitle(), makeTitle()]);
    const events = titles.flatMap(({ id }) => [
      finished({ titleId: id, type: 'playback.started', at: '2024-03-10T20:00:00+01:00' }),
      finished({ titleId: id }),
    ]);
    const answers = await Promise.all([
      send({ events }, token),
      send({ events: events.toReversed() }, token),
    ]);
    expect(answers.map(({ accepted, repeated }) => accepted + repeated)).toEqual([4, 4]);
    expect(answers[0]!.accepted + answers[1]!.accepted).toBe(4);
    expect(await send({ events }, token)).toMatchObject({ accepted: 0, repeated: 4, refused: [] });
    expect((await readDiary(userId)).entries.map(({ watchedOn }) => watchedOn)).toEqual([
      '2024-03-10',
      '2024-03-10',
    ]);
  });
});

describe('a body', () => {
  it('that cannot be read is refused whole', async () => {
    const { token } = await personWithToken();
    const many = Array.from({ length: 501 }, () => ({}));
    for (const body of [
      '{',
      'null',
      '[]',
      '{}',
      { events: [] },
      { events: 'x' },
      { events: many },
      { type: 'x' },
    ])
      expect(await send(body, token)).toMatchObject({ status: 400, error: { code: 'invalid' } });
    expect(await send({ events: many }, token)).toMatchObject({ error: { field: 'events' } });
    const large = { events: [{ id: 'x'.repeat(600 * 1024) }] };
    expect(await send(large, token)).toMatchObject({ status: 413, error: { code: 'too-large' } });
  });

  it('comes at most so often', async () => {
    const { userId, token } = await personWithToken();
    const windowStart = new Date();
    await database()
      .insert(rateLimits)
      .values({ key: `playback:${userId}`, windowStart, count: 120 });
    expect(await send({ events: [{}] }, token)).toMatchObject({ status: 429 });
  });

  it('of the browser’s beacon still says what was on the screen', async () => {
    const { userId, token } = await personWithToken();
    const title = await makeTitle();
    const slateId = randomUUID();
    const served = {
      seed: 1,
      request: {},
      servedBy: 'model',
      policyHash: 'x',
      timings: {},
      surface: 'api',
    } as const;
    await database()
      .insert(slates)
      .values({ id: slateId, userId, ...served });
    const item = {
      position: 0,
      titleId: title.id,
      score: 0,
      propensity: 1,
      source: 'nearest',
      explanation: {},
    };
    await database()
      .insert(slateItems)
      .values({ slateId, ...item });
    const seen = { type: 'impressions', slateId, positions: [0] };
    expect(await send(seen, token)).toMatchObject({ status: 200, recorded: 1 });
  });
});
