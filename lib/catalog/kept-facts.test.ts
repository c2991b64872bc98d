import { eq } from 'drizzle-orm';
import { beforeAll, beforeEach, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { users } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';
import { readCatalogue } from '../../db/seed/catalogue.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { statementsOf } from '../../db/testing/statements.ts';
import { rateTitle } from '../library/rate.ts';
import { metrics } from '../monitoring/metrics.ts';
import { importTitles } from './import.ts';
import { forgetFacts, readFactsOf } from './kept-facts.ts';
import { summariesOf } from './titles.ts';

const film = readCatalogue()[0]!;
let ids: number[];
let viewerId: string;

beforeAll(async () => {
  await createTestDatabase();
  ids = [(await makeTitle({ maturity: 7 })).id, (await makeTitle({ maturity: 16 })).id];
  viewerId = (await makeUser()).id;
});
beforeEach(() => {
  forgetFacts();
  metrics().titleCache.reset();
});

const counted = async (outcome: string) =>
  (await metrics().titleCache.get()).values.find(({ labels }) => labels.outcome === outcome)?.value ?? 0;

it('reads a title once, and counts what was kept and what was read', async () => {
  await readFactsOf(ids);
  const again = await readFactsOf([...ids, 99_999]);
  expect([...again.keys()]).toEqual(ids);
  expect([await counted('hit'), await counted('miss')]).toEqual([2, 3]);
});

it('keeps facts only: the own state and the maturity limit are of this moment', async () => {
  await summariesOf(ids, viewerId);
  await rateTitle(viewerId, ids[0]!, 4);
  expect((await summariesOf(ids, viewerId)).get(ids[0]!)?.own.rating).toBe(4);
  await database().update(users).set({ maturityLimit: 12 }).where(eq(users.id, viewerId));
  expect([...(await summariesOf(ids, viewerId)).keys()]).toEqual([ids[0]]);
  await database().update(users).set({ maturityLimit: null }).where(eq(users.id, viewerId));
  expect((await summariesOf(ids, viewerId)).size).toBe(2);
});

it('shows what an import changed at once', async () => {
  await importTitles([film], { addedAt: null });
  const [row] = await database().select({ id: titles.id }).from(titles).where(eq(titles.slug, film.slug));
  expect((await summariesOf([row!.id], null)).get(row!.id)?.name).toBe(film.title);
  await importTitles([{ ...film, title: 'Another name' }], { addedAt: null });
  expect((await summariesOf([row!.id], null)).get(row!.id)?.name).toBe('Another name');
});

it('does not ask the table of titles for a page that was shown before', async () => {
  const asked = () => statementsOf(() => summariesOf(ids, viewerId));
  expect((await asked()).filter((one) => one.text.includes('from "titles"'))).toHaveLength(1);
  expect((await asked()).filter((one) => one.text.includes('"titles"'))).toEqual([]);
});
