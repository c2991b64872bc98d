import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { events } from '../../db/schema/log.ts';
import { tasteChoices, users } from '../../db/schema/people.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { featureStore } from '../feature-store/current.ts';
import { dismiss } from '../library/dismiss.ts';
import { listDismissals, readDismissals } from '../library/dismissals.ts';
import { readInteractions } from '../library/interactions.ts';
import { rateTitle } from '../library/rate.ts';
import { readOwnState } from '../library/state.ts';
import { bringTasteBack, readTasteReset, resetTaste } from './reset-taste.ts';
import { chooseTaste, readChoices } from './taste.ts';

beforeAll(createTestDatabase);

let userId: string;
let titleId: number;
beforeEach(async () => {
  userId = (await makeUser({ description: 'slow films, no horror' })).id;
  titleId = (await makeTitle()).id;
  await rateTitle(userId, titleId, 4.5);
  await chooseTaste(userId, { genres: ['drama'], languages: ['ko'] });
  await database()
    .insert(tasteChoices)
    .values({ userId, facet: 'mood', value: 'dark', wanted: false, origin: 'described' });
  await dismiss(userId, { scope: 'genre', value: 'horror' });
});

const interactions = async () => (await readInteractions([userId])).get(userId);
const descriptionOf = async () =>
  (await database().select().from(users).where(eq(users.id, userId)))[0]?.description;

describe('a reset of taste', () => {
  it('leaves ratings, and takes everything before it out of the evidence', async () => {
    const counts = { rated: 1, watched: 0, watchlisted: 0, dismissed: 0 };
    const kinds = { recentTitles: [titleId], topGenres: [], languages: [], preferredKind: null };
    await featureStore().writeViewer(userId, {
      value: { ...kinds, sessionMinutes: null, counts },
      at: Date.now(),
    });
    await resetTaste(userId);
    expect(await interactions()).toMatchObject([{ titleId, rating: 4.5, muted: true }]);
    expect((await readOwnState(userId, titleId)).rating).toBe(4.5);
    expect(await readChoices(userId)).toEqual([]);
    expect(await readDismissals(userId)).toMatchObject({ genres: new Set() });
    expect(await descriptionOf()).toBe('');
    expect(await featureStore().readViewer(userId)).toBeNull();
  });

  it('hears what comes after it', async () => {
    await resetTaste(userId);
    const other = await makeTitle();
    await rateTitle(userId, other.id, 3);
    expect(await interactions()).toMatchObject([
      { titleId: other.id, muted: false },
      { titleId, muted: true },
    ]);
  });

  it('is taken back whole while nothing else has happened', async () => {
    const before = [await interactions(), await readChoices(userId), await listDismissals(userId)];
    await resetTaste(userId);
    expect(await readTasteReset(userId)).toMatchObject({ canBringBack: true });
    await bringTasteBack(userId);
    expect([await interactions(), await readChoices(userId), await listDismissals(userId)]).toEqual(before);
    expect(await descriptionOf()).toBe('slow films, no horror');
    expect(await readTasteReset(userId)).toBeNull();
  });

  it('taken back after another reset leaves that one standing', async () => {
    await resetTaste(userId);
    const first = await readTasteReset(userId);
    await rateTitle(userId, (await makeTitle()).id, 2);
    await resetTaste(userId);
    await bringTasteBack(userId);
    expect(await readTasteReset(userId)).toMatchObject({ at: first?.at, canBringBack: false });
    expect(await interactions()).toMatchObject([{ muted: false }, { muted: true }]);
  });

  it('is refused to the demo person, whom everybody shares', async () => {
    const demo = await makeUser({ isDemo: true });
    await expect(resetTaste(demo.id)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('stands once something else has happened, with one event', async () => {
    await resetTaste(userId);
    await rateTitle(userId, titleId, 2);
    expect(await readTasteReset(userId)).toMatchObject({ canBringBack: false });
    await expect(bringTasteBack(userId)).rejects.toMatchObject({ code: 'conflict' });
    const types = (await database().select().from(events).where(eq(events.userId, userId))).map(
      ({ type }) => type,
    );
    expect(types.filter((type) => type.startsWith('taste-reset'))).toHaveLength(1);
  });
});
