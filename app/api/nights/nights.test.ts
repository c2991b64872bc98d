import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { database } from '@/db/client.ts';
import { presence } from '@/db/schema/live.ts';
import { nightVotes } from '@/db/schema/nights.ts';
import { createTestDatabase } from '@/db/testing/database.ts';
import { makeUser } from '@/db/testing/factories.ts';
import { provideEnv } from '@/lib/env.ts';
import { makeGathering, makeVoting, type Scene, vote } from '@/lib/nights/testing/scene.ts';

type Cookie = { readonly value: string; readonly options?: Record<string, unknown> };
const browser = vi.hoisted(() => ({
  session: null as { userId: string; epoch: number } | null,
  jar: new Map<string, Cookie>(),
  address: '203.0.113.1',
}));

// Their own way to the cookies of a request exists only within Next.
vi.mock('next-auth', () => ({ getServerSession: async () => browser.session }));
vi.mock('next/headers', () => ({
  headers: async () => new Map([['x-forwarded-for', browser.address]]),
  cookies: async () => ({
    get: (name: string) => browser.jar.get(name),
    getAll: () => [...browser.jar].map(([name, { value }]) => ({ name, value })),
    set: (name: string, value: string, options: Record<string, unknown>) =>
      browser.jar.set(name, { value, options }),
    delete: (name: string) => browser.jar.delete(name),
  }),
}));

const { joinNight, keepGuestNight, setAttendance } = await import('@/lib/actions/nights.ts');
const { GET } = await import('./[nightId]/route.ts');
const { POST } = await import('./[nightId]/votes/route.ts');
const { GET: follow } = await import('../streams/route.ts');

beforeAll(async () => {
  await createTestDatabase();
  provideEnv({ RATE_LIMITS: 'on', AUTH_SECRET: 'a secret of more than thirty-two letters' });
});
beforeEach(() => {
  browser.session = null;
  browser.jar.clear();
  browser.address = `203.0.113.${Math.floor(Math.random() * 250)}`;
});

const signInAs = (userId: string) => {
  browser.session = { userId, epoch: 0 };
};
const context = (nightId: string) => ({ params: Promise.resolve({ nightId }) });
async function read(nightId: string) {
  const response = await GET(new Request('http://localhost/'), context(nightId));
  return { status: response.status, body: await response.json() };
}
async function post(nightId: string, body: unknown) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const request = new Request('http://localhost/', { method: 'POST', body: text });
  const response = await POST(request, context(nightId));
  return { status: response.status, body: await response.json() };
}
const statusOfStream = async (...topics: string[]) => {
  const gone = new AbortController();
  const query = topics.map((topic) => `topic=${topic}`).join('&');
  const { status } = await follow(new Request(`http://localhost/?${query}`, { signal: gone.signal }));
  gone.abort();
  return status;
};
const keptVotes = ({ nightId }: Scene) =>
  database().select().from(nightVotes).where(eq(nightVotes.nightId, nightId));

describe('a guest', () => {
  it('joins by code, is remembered by a cookie that scripts cannot read, votes and follows', async () => {
    const scene = await makeVoting();
    expect(await joinNight({ code: scene.code.toLowerCase(), name: ' Ben ' })).toEqual({
      ok: true,
      value: { nightId: scene.nightId },
    });
    const cookie = browser.jar.get(`matinee-night-${scene.nightId}`)!;
    expect(cookie.options).toMatchObject({ httpOnly: true, sameSite: 'lax', path: '/' });
    const { status, body } = await read(scene.nightId);
    expect(status).toBe(200);
    const me = body.members.find(({ isYou }: { isYou: boolean }) => isYou);
    expect(me).toMatchObject({ name: 'Ben', isGuest: true, attendance: 'in' });
    expect(JSON.stringify(body)).not.toContain(cookie.value);
    const voted = await post(scene.nightId, {
      votes: [{ memberId: me.id, titleId: scene.deck[0], round: 'deck', answer: true, turn: 1 }],
    });
    expect(voted).toMatchObject({ status: 200, body: { outcomes: ['recorded'], phase: 'voting' } });
    expect(await statusOfStream(`night:${scene.nightId}`)).toBe(200);
    expect(await setAttendance({ nightId: scene.nightId, attendance: 'out' })).toMatchObject({ ok: true });
  });

  it('who signs in afterwards keeps the night and what they liked, once', async () => {
    const scene = await makeVoting();
    await joinNight({ code: scene.code, name: 'Ben' });
    const user = await makeUser();
    signInAs(user.id);
    const likedTitleIds = [scene.deck[0]!, scene.deck[1]!];
    expect(await keepGuestNight({ likedTitleIds })).toEqual({
      ok: true,
      value: { nightIds: [scene.nightId], titles: 2 },
    });
    expect(browser.jar.size).toBe(0);
    expect((await read(scene.nightId)).status).toBe(200);
    expect(await keepGuestNight({ likedTitleIds })).toMatchObject({ value: { nightIds: [], titles: 0 } });
  });

  it('who signs in and comes by the code again is there once', async () => {
    const scene = await makeVoting();
    await joinNight({ code: scene.code, name: 'Ben' });
    signInAs((await makeUser()).id);
    expect(await joinNight({ code: scene.code })).toMatchObject({ ok: true });
    const { body } = await read(scene.nightId);
    expect(body.members).toHaveLength(3);
    expect(browser.jar.size).toBe(0);
  });

  it('without a name, or with one that is too long, is asked for it', async () => {
    const { code } = await makeGathering();
    for (const name of [undefined, '  ', 'x'.repeat(31), 'a\u0000b'])
      expect(await joinNight({ code, ...(name !== undefined && { name }) })).toMatchObject({
        ok: false,
        code: 'invalid',
        field: 'name',
      });
  });

  it('cannot try one code after the other', async () => {
    browser.address = '198.51.100.7';
    const codes: string[] = [];
    for (let index = 0; index < 42; index++) {
      const answer = await joinNight({ code: 'AAAAAA', name: 'Ben' });
      codes.push(answer.ok ? 'ok' : answer.code);
    }
    expect(codes).toEqual([...Array(40).fill('not-found'), ...Array(2).fill('rate-limited')]);
  });
});

describe('a night', () => {
  it('is not there for whoever does not belong to it, signed in or not', async () => {
    const scene = await makeVoting();
    const votes = [vote(scene.host, scene.deck[0]!, true)];
    const stranger = await makeUser();
    for (const userId of [null, stranger.id]) {
      if (userId !== null) signInAs(userId);
      const missing = await read('0e4f0c44-6f6e-4b2a-9f0e-2f2f2f2f2f2f');
      for (const nightId of [scene.nightId, 'nonsense']) {
        expect(await read(nightId)).toEqual(missing);
        expect(await post(nightId, { votes })).toEqual(missing);
      }
      expect(missing).toMatchObject({ status: 404, body: { error: { code: 'not-found' } } });
    }
    expect(await statusOfStream(`night:${scene.nightId}`)).toBe(404);
    browser.session = null;
    expect(await statusOfStream(`night:${scene.nightId}`)).toBe(401);
    expect(await keptVotes(scene)).toEqual([]);
  });

  it('takes votes by the hundred, and refuses a body that is none', async () => {
    const scene = await makeVoting();
    signInAs(scene.host.userId);
    const one = vote(scene.host, scene.deck[0]!, true);
    for (const body of [
      '{',
      'null',
      {},
      { votes: [] },
      { votes: Array(201).fill(one) },
      { votes: [{ ...one, answer: 'yes' }] },
      { votes: [{ ...one, turn: -1 }] },
      { votes: [{ ...one, round: 'third' }] },
      { votes: [{ ...one, titleId: 2 ** 40 }] },
    ])
      expect(await post(scene.nightId, body)).toMatchObject({
        status: 400,
        body: { error: { code: 'invalid' } },
      });
    expect(await post(scene.nightId, 'x'.repeat(70_000))).toMatchObject({ status: 413 });
    expect(await keptVotes(scene)).toEqual([]);
    expect(await post(scene.nightId, { votes: Array(200).fill(one) })).toMatchObject({ status: 200 });
    expect(await keptVotes(scene)).toHaveLength(1);
  });

  it('is followed beside one’s own inbox, and shows who is there by their membership', async () => {
    const scene = await makeVoting();
    signInAs(scene.host.userId);
    const gone = new AbortController();
    const topics = `topic=night:${scene.nightId}&topic=person:${scene.host.userId}`;
    const request = new Request(`http://localhost/?${topics}`, { signal: gone.signal });
    expect((await follow(request)).status).toBe(200);
    await vi.waitFor(async () =>
      expect(await database().select({ who: presence.who }).from(presence)).toEqual([
        { who: scene.host.memberId },
      ]),
    );
    gone.abort();
    await vi.waitFor(async () => expect(await database().select().from(presence)).toEqual([]));
  });
});
