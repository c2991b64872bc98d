import { beforeAll, expect, it, vi } from 'vitest';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { setPersonalised } from '../account/preferences.ts';
import { resetTaste } from '../account/reset-taste.ts';
import { featureStore } from '../feature-store/current.ts';
import { rateTitle } from '../library/rate.ts';
import { readKnownAbout } from './known-about.ts';

beforeAll(createTestDatabase);

it('tells what the library says, nothing after a reset of taste, and reads nothing of who opted out', async () => {
  const viewer = await makeUser();
  await rateTitle(viewer.id, (await makeTitle()).id, 4);
  expect((await readKnownAbout(viewer))?.map(({ words }) => words)).toEqual(['You have rated 1 film.']);
  await resetTaste(viewer.id);
  expect(await readKnownAbout(viewer)).toEqual([]);
  await setPersonalised(viewer.id, false);
  const read = vi.spyOn(featureStore(), 'readViewer');
  expect(await readKnownAbout({ ...viewer, personalised: false })).toBeNull();
  expect(read).not.toHaveBeenCalled();
});
