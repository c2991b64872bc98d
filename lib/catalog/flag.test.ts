import { eq } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { events } from '../../db/schema/log.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { appointOperator } from '../account/appoint-operator.ts';
import { browseTitles } from './browse.ts';
import { parseBrowseFilters } from './browse-filters.ts';
import { flagTitle } from './flag.ts';

beforeAll(createTestDatabase);

const eventsOf = async (userId: string) =>
  (await database().select({ type: events.type }).from(events).where(eq(events.userId, userId))).map(
    ({ type }) => type,
  );

it('is the operator’s word alone, once each, and the title is still found', async () => {
  const [operator, member] = [await makeUser(), await makeUser()];
  await appointOperator(`@${operator.handle}`);
  await expect(appointOperator('nobody_at_all')).rejects.toMatchObject({ code: 'not-found' });
  const title = await makeTitle({ name: 'A Harmful Thing' });
  await expect(flagTitle(member.id, title.id, true)).rejects.toMatchObject({ code: 'forbidden' });
  await flagTitle(operator.id, title.id, true);
  await flagTitle(operator.id, title.id, true);
  const { titles } = await browseTitles(parseBrowseFilters({ q: 'harmful' }), member.id);
  expect(titles.map(({ id }) => id)).toContain(title.id);
  await flagTitle(operator.id, title.id, false);
  expect(await eventsOf(operator.id)).toEqual(['flagged', 'unflagged']);
  await expect(flagTitle(operator.id, 999_999, true)).rejects.toMatchObject({ code: 'not-found' });
});
