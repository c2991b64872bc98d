/**
 * Opted out means: no vector, no ranker, no personal features, anywhere. Every door is walked by somebody of whom the
 * database knows a lot, with an engine that must not be asked and a database whose every statement is heard.
 */
import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { database } from '../../db/client.ts';
import { features } from '../../db/schema/operations.ts';
import { users } from '../../db/schema/people.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeUser } from '../../db/testing/factories.ts';
import { type Statement, statementsOf } from '../../db/testing/statements.ts';
import { setPersonalised } from '../account/preferences.ts';
import { chooseTaste } from '../account/taste.ts';
import { createToken } from '../account/tokens.ts';
import { browseTitles } from '../catalog/browse.ts';
import { parseBrowseFilters } from '../catalog/browse-filters.ts';
import { searchTitles } from '../catalog/search.ts';
import { findTitle } from '../catalog/titles.ts';
import { featureStore } from '../feature-store/current.ts';
import { goLive, liveEngine } from '../inference/live.ts';
import { refreshFeatures } from '../jobs/refresh-features.ts';
import { rateTitle } from '../library/rate.ts';
import { defaultPolicy } from '../recommender/policy.ts';
import { friendsOnTitle } from '../social/shared-ratings.ts';
import { readCircleFigures } from './circle-figures.ts';
import { readFriendWeights } from './friend-weights.ts';
import { readKnownAbout } from './known-about.ts';
import { readLatest } from './latest.ts';
import { readMatchWith } from './match.ts';
import { moreLikeThis } from './more-like-this.ts';
import { openSlate } from './page.ts';
import { readSample } from './sample.ts';
import { previewSlate, serveSlate } from './serve.ts';
import { type House, makeAfter, makeHouse } from './testing/house.ts';
import { refreshViewerFeatures } from './viewer-features.ts';

const session = vi.hoisted(() => ({ userId: '', handed: [] as (() => Promise<unknown>)[] }));
vi.mock('next-auth', () => ({ getServerSession: async () => ({ userId: session.userId, epoch: 0 }) }));
vi.mock('next/server', () => ({ after: (work: () => Promise<unknown>) => void session.handed.push(work) }));

const { GET: getFeed } = await import('../../app/api/feed/route.ts');
const { GET: getRecommendations } = await import('../../app/api/recommend/[userId]/route.ts');
const { GET: getSample } = await import('../../app/api/welcome/sample/route.ts');
const { refreshSlate } = await import('../actions/slate.ts');

let house: House;
let viewer: Awaited<ReturnType<typeof makeUser>>;
let friend: Awaited<ReturnType<typeof makeUser>>;
let token: string;
let asked: string[];

beforeAll(async () => {
  await createTestDatabase();
  house = await makeHouse();
  viewer = await makeUser();
  session.userId = viewer.id;
  friend = await makeUser();
  await befriend(viewer, friend);
  for (const row of [0, 2, 4, 6, 8]) {
    await rateTitle(viewer.id, house.ids[row]!, 5);
    await rateTitle(friend.id, house.ids[row + 10]!, 5);
  }
  await chooseTaste(viewer.id, { genres: ['thriller'], languages: ['te'] });
  const { after, settle } = makeAfter();
  await serveSlate(viewer, { surface: 'for-you', limit: 30 }, after);
  await settle();
  ({ token } = await createToken(viewer.id, 'test'));
});

beforeEach(() => {
  asked = [];
  const refuse = (what: string) => async () => {
    asked.push(what);
    throw new Error(`${what} was asked about somebody who opted out`);
  };
  const ranker = new Proxy({} as NonNullable<House['engine']['ranker']>, {
    get: (_, name) => {
      asked.push(`ranker.${String(name)}`);
      throw new Error('the ranker was asked about somebody who opted out');
    },
  });
  const engine = { ...house.engine, encode: refuse('encode'), predict: refuse('predict'), ranker };
  goLive({ ...engine, withTitles: async () => engine });
});

/** Runs `work`, then what it left for after the answer; says what was sent to the database meanwhile. */
function walk(work: () => Promise<unknown>): Promise<Statement[]> {
  return statementsOf(async () => {
    await work();
    for (const left of session.handed.splice(0)) await left();
  });
}

const words = ({ text }: Statement) => text.replaceAll('"', '').replace(/\s+/g, ' ');
const reads = (table: string) => (one: Statement) => new RegExp(`(from|join) ${table}\\b`).test(words(one));
const TASTE = ['taste_choices', 'features', 'playback_events', 'events', 'slates', 'slate_items'];
const DIARY = ['library_entries', 'dismissals', 'watches', 'friend_influence'];

/** Statements that read what a taste could be made of. */
const ofTaste = (statements: readonly Statement[]) =>
  statements.filter((one) => TASTE.some((table) => reads(table)(one))).map(words);

/** The same, and the viewer's own diary; but for the marks on a poster, which show what they themselves said of it. */
const ofViewer = (statements: readonly Statement[]) => {
  const isPosterMark = (one: Statement) => words(one).includes('::int[]) as asked(title_id)');
  const isOwn = (one: Statement) =>
    JSON.stringify(one.values).includes(viewer.id) &&
    !isPosterMark(one) &&
    DIARY.some((table) => reads(table)(one));
  return [...ofTaste(statements), ...statements.filter(isOwn).map(words)];
};

const body = async (response: Promise<Response>) => {
  const answer = await response;
  expect(answer.status).toBe(200);
  return answer.json();
};

describe('while recommendations are on', () => {
  it('the same watching sees the features, the choices and the diary being read', async () => {
    goLive(house.engine);
    const heard = ofViewer(
      await walk(() =>
        serveSlate(viewer, { surface: 'for-you', limit: 30, refresh: true }, makeAfter().after),
      ),
    ).join('\n');
    for (const table of ['taste_choices', 'features', 'library_entries', 'dismissals', 'slate_items'])
      expect(heard).toContain(table);
    const [row] = await database().select().from(features).where(eq(features.id, viewer.id));
    expect(row).toBeDefined();
  });
});

describe('the engine of this test', () => {
  it('hears the encoder and the ranker when they are asked', async () => {
    await serveSlate(viewer, { surface: 'api', limit: 5, refresh: true }, makeAfter().after);
    expect(asked).toContain('encode');
    expect(() => liveEngine()?.ranker?.rank(new Float32Array(1), [], new Float32Array(1))).toThrow('ranker');
    expect(asked).toContain('ranker.rank');
  });
});

describe('someone who opted out', () => {
  beforeAll(async () => {
    await setPersonalised(viewer.id, false);
    const [changed] = await database().select().from(users).where(eq(users.id, viewer.id));
    viewer = changed!;
  });

  it('has no features any more', async () => {
    expect(await database().select().from(features).where(eq(features.id, viewer.id))).toEqual([]);
  });

  const nothing = async (work: () => Promise<unknown>) => {
    expect(ofViewer(await walk(work))).toEqual([]);
    expect(asked).toEqual([]);
  };

  it('is served a slate of which nothing is about them', () =>
    nothing(async () => {
      const stored = await serveSlate(viewer, { surface: 'for-you', limit: 30, refresh: true }, (work) =>
        session.handed.push(work),
      );
      expect(stored.slate).toMatchObject({ servedBy: 'chronological', modelVersion: null });
      expect(stored.slate.items.every((item) => item.features === null && item.score === 0)).toBe(true);
      await openSlate(stored);
    }));

  it('is shown a sample and a preview of which nothing is about them', () =>
    nothing(async () => {
      const slate = await previewSlate(viewer, 6, [], [{ facet: 'genre', value: 'comedy', wanted: true }]);
      expect(slate.servedBy).toBe('chronological');
      await readSample(viewer, { titleIds: [house.ids[0]!], choices: [] }, 6);
      await body(getSample(new Request(`http://matinee/api/welcome/sample?picks=${house.ids[0]}`)));
    }));

  it('gets the same by GET /api/recommend, with a session and with a token', () =>
    nothing(async () => {
      const params = Promise.resolve({ userId: viewer.id });
      const address = `http://matinee/api/recommend/${viewer.id}?limit=5`;
      expect(await body(getRecommendations(new Request(address), { params }))).toMatchObject({
        servedBy: 'chronological',
      });
      const request = new Request(address, { headers: { authorization: `Bearer ${token}` } });
      expect(await body(getRecommendations(request, { params }))).toMatchObject({
        servedBy: 'chronological',
      });
    }));

  it('gets the same by GET /api/feed, from the first page to the next', () =>
    nothing(async () => {
      const first = await body(getFeed(new Request('http://matinee/api/feed')));
      expect(first.servedBy).toBe('chronological');
      await body(getFeed(new Request(`http://matinee/api/feed?slate=${first.slateId}&cursor=20`)));
    }));

  it('gets the same from "new picks"', () =>
    nothing(async () => {
      const result = await refreshSlate({ kind: null });
      expect(result).toMatchObject({ ok: true, value: { servedBy: 'chronological' } });
    }));

  it('is told in the settings nothing that would have to be worked out', () =>
    nothing(async () => {
      expect(await readKnownAbout(viewer)).toBeNull();
      expect(await readFriendWeights(viewer)).toEqual([]);
    }));

  it('sees no match beside a friend, nor anything that would have to be worked out for one', () =>
    nothing(async () => {
      expect(await readCircleFigures(viewer)).toEqual({});
      expect(await readMatchWith(viewer, friend.id)).toBeNull();
    }));

  /** Doors that show a diary (friends' lines, "not seen yet", everybody's average) read it, and no taste. */
  const noTaste = async (work: () => Promise<unknown>) => {
    expect(ofTaste(await walk(work))).toEqual([]);
    expect(asked).toEqual([]);
  };

  it('reads Latest by time', () => noTaste(() => readLatest(viewer, null, 20)));

  it('opens a title, what is like it, and what friends say of it', () =>
    noTaste(async () => {
      const id = house.ids[0]!;
      await findTitle(`night-0-1980`, viewer.id);
      expect((await moreLikeThis(id, 10, viewer.id)).length).toBeGreaterThan(0);
      await friendsOnTitle(viewer, id);
    }));

  it('searches and browses like everybody', () =>
    noTaste(async () => {
      await searchTitles('night', { viewerId: viewer.id });
      await browseTitles(parseBrowseFilters({ q: 'night' }), viewer.id);
    }));

  it('is left out by what computes features, even when asked for by name', async () => {
    await refreshViewerFeatures(viewer.id, known(), defaultPolicy);
    await refreshFeatures(true);
    expect(await featureStore().readViewer(viewer.id)).toBeNull();
    expect(asked).toEqual([]);
  });

  it('ends without features when they opt out while these are computed', async () => {
    const late = await makeUser();
    const computing = refreshViewerFeatures(late.id, known(), defaultPolicy);
    await setPersonalised(late.id, false);
    await computing;
    expect(await database().select().from(features).where(eq(features.id, late.id))).toEqual([]);
  });
});

function known() {
  return { now: Date.now(), interactions: [], features: { viewer: null, computedAt: null } };
}
