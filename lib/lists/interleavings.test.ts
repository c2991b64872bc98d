import { randomUUID } from 'node:crypto';
import { asc, eq, sql } from 'drizzle-orm';
import { beforeAll, expect, test } from 'vitest';
import { database } from '../../db/client.ts';
import { listActivity, listItems, listMembers, listNotes, listVotes } from '../../db/schema/lists.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { provideEnv } from '../env.ts';
import { DomainError } from '../errors.ts';
import { readVersions } from '../live/topics.ts';
import { seededRandom } from '../math/random.ts';
import type { Versioned } from './change.ts';
import { createList } from './create-list.ts';
import { describeList } from './describe-list.ts';
import { addToList, putBack, removeFromList } from './items.ts';
import { answerListInvitation, inviteToList, leaveList } from './members.ts';
import { moveItem } from './move-item.ts';
import { setNote } from './notes.ts';
import { readList } from './read-list.ts';
import { setVote, type Vote } from './votes.ts';

beforeAll(async () => {
  await createTestDatabase();
  provideEnv({ AUTH_SECRET: 'a secret of more than thirty-two characters' });
});

const PEOPLE = 4;

async function makeShared(titleCount: number) {
  const people = await Promise.all(Array.from({ length: PEOPLE }, async () => (await makeUser()).id));
  const listId = randomUUID();
  await createList(people[0]!, { listId, name: 'Together', description: '' });
  for (const userId of people.slice(1))
    await database().insert(listMembers).values({ listId, userId, role: 'editor', state: 'joined' });
  const titles = await Promise.all(Array.from({ length: titleCount }, async () => (await makeTitle()).id));
  return { people, listId, titles, topic: `list:${listId}` as const };
}

type Shared = Awaited<ReturnType<typeof makeShared>>;

/** Every change has a version of its own and one row of activity, in one order without gaps. */
async function expectOneRowAChange({ listId, topic }: Shared): Promise<(typeof listActivity.$inferSelect)[]> {
  const rows = await database()
    .select()
    .from(listActivity)
    .where(eq(listActivity.listId, listId))
    .orderBy(asc(listActivity.version));
  expect(rows.map(({ version }) => version)).toEqual(rows.map((_, index) => index + 1));
  expect((await readVersions([topic])).get(topic)).toBe(rows.length);
  return rows;
}

/** What one item should hold once everything has happened, by replaying the order that the versions tell. */
function replay(deeds: readonly { version: number; apply: (state: Map<string, Vote | null>) => void }[]) {
  const state = new Map<string, Vote | null>();
  for (const { apply } of [...deeds].sort((one, other) => one.version - other.version)) apply(state);
  return state;
}

test.each([1, 2, 3, 4, 5, 6])(
  'four people adding, voting, noting, moving and removing at once lose nothing (seed %i)',
  async (seed) => {
    const random = seededRandom(seed);
    const pick = <T>(of: readonly T[]): T => of[Math.floor(random() * of.length)]!;
    const shared = await makeShared(12);
    const { people, listId, titles } = shared;
    for (const titleId of titles.slice(0, 8))
      await addToList(people[0]!, { listId, itemId: randomUUID(), titleId });
    const items = (await readList(people[0]!, listId)).items.map(({ id }) => id);
    const votes: { version: number; apply: (state: Map<string, Vote | null>) => void }[] = [];
    const changes: Promise<Versioned | DomainError>[] = [];
    const refused = (error: unknown) => {
      if (!(error instanceof DomainError)) throw error;
      return error;
    };
    for (let step = 0; step < 120; step += 1) {
      const who = pick(people);
      const itemId = pick(items);
      const roll = random();
      if (roll < 0.15)
        changes.push(addToList(who, { listId, itemId: randomUUID(), titleId: pick(titles) }).catch(refused));
      else if (roll < 0.45) {
        const vote = pick([1, -1, null] as const);
        changes.push(
          setVote(who, { listId, itemId, vote }).then((done) => {
            votes.push({ ...done, apply: (state) => state.set(`${itemId} ${who}`, vote) });
            return done;
          }, refused),
        );
      } else if (roll < 0.6) changes.push(setNote(who, { listId, itemId, text: `${step}` }).catch(refused));
      else if (roll < 0.8)
        changes.push(
          moveItem(who, {
            listId,
            itemId,
            side: pick(['before', 'after']),
            besideId: pick(items),
          }).catch(refused),
        );
      else if (roll < 0.9) changes.push(removeFromList(who, { listId, itemId }).catch(refused));
      else changes.push(putBack(who, { listId, itemId }).catch(refused));
    }
    const answers = await Promise.all(changes);
    // Only what was removed meanwhile may refuse: no deadlock, no lost transaction, nothing half done.
    for (const answer of answers)
      if (answer instanceof DomainError) expect(answer.message).toBe('That title is no longer on the list.');

    const rows = await expectOneRowAChange(shared);
    const kept = await database().select().from(listItems).where(eq(listItems.listId, listId));
    expect(new Set(kept.map(({ titleId }) => titleId)).size).toBe(kept.length);
    expect(new Set(kept.map(({ place }) => place)).size).toBe(kept.length);
    const view = await readList(people[1]!, listId);
    expect(view.items.map(({ id }) => id).toSorted()).toEqual(
      kept.flatMap(({ id, removedAt }) => (removedAt === null ? id : [])).toSorted(),
    );
    for (const { id, removedAt } of kept) {
      const last = rows.findLast(
        ({ kind, detail }) =>
          ['added', 'put-back', 'removed'].includes(kind) && (detail as { itemId: string }).itemId === id,
      );
      expect(last?.kind === 'removed').toBe(removedAt !== null);
    }
    const written = await database().execute<{ key: string; vote: Vote }>(
      sql`select v.item_id || ' ' || v.user_id as key, v.vote from ${listVotes} v join ${listItems} i on i.id = v.item_id where i.list_id = ${listId}`,
    );
    const wanted = [...replay(votes)].filter(([, vote]) => vote !== null);
    expect(new Map(written.map(({ key, vote }) => [key, vote]))).toEqual(new Map(wanted as [string, Vote][]));
  },
);

test('moves that cross leave every title there, once', async () => {
  const shared = await makeShared(10);
  const { people, listId, titles } = shared;
  for (const titleId of titles) await addToList(people[0]!, { listId, itemId: randomUUID(), titleId });
  const items = (await readList(people[0]!, listId)).items.map(({ id }) => id);
  const random = seededRandom(7);
  for (let round = 0; round < 5; round += 1) {
    await Promise.all(
      people.flatMap((who) =>
        [1, 2, 3].map(() => {
          const [itemId, besideId] = [items[Math.floor(random() * 10)]!, items[Math.floor(random() * 10)]!];
          return moveItem(who, { listId, itemId, side: random() < 0.5 ? 'before' : 'after', besideId });
        }),
      ),
    );
    const order = (await readList(people[2]!, listId)).items.map(({ id }) => id);
    expect(order.toSorted()).toEqual(items.toSorted());
  }
  await expectOneRowAChange(shared);
});

test('the last move is what stands, whatever was squeezed between the same two before', async () => {
  const { people, listId, titles } = await makeShared(3);
  for (const titleId of titles) await addToList(people[0]!, { listId, itemId: randomUUID(), titleId });
  const [first, second, third] = (await readList(people[0]!, listId)).items.map(({ id }) => id);
  for (let turn = 0; turn < 120; turn += 1) {
    const itemId = turn % 2 === 0 ? third! : second!;
    await moveItem(people[turn % PEOPLE]!, { listId, itemId, side: 'after', besideId: first! });
    const order = (await readList(people[0]!, listId)).items.map(({ id }) => id);
    expect(order).toEqual(turn % 2 === 0 ? [first, third, second] : [first, second, third]);
  }
  const rows = await database().select().from(listItems).where(eq(listItems.listId, listId));
  expect(Math.max(...rows.map(({ place }) => place.length))).toBeLessThanOrEqual(16);
});

test('the same title added by everybody at once is one item, and whoever was later is told by whom', async () => {
  const shared = await makeShared(1);
  const { people, listId, titles } = shared;
  const added = await Promise.all(
    people.map((who) => addToList(who, { listId, itemId: randomUUID(), titleId: titles[0]! })),
  );
  expect(new Set(added.map(({ itemId }) => itemId)).size).toBe(1);
  expect(added.map(({ outcome }) => outcome).toSorted()).toEqual(['added', 'there', 'there', 'there']);
  expect(added.every(({ outcome, addedBy }) => (outcome === 'there') === (addedBy !== null))).toBe(true);
  expect((await readList(people[0]!, listId)).items).toHaveLength(1);
  expect(await expectOneRowAChange(shared)).toHaveLength(2);
});

test('two who rename at once: one name stands, and the other is shown both', async () => {
  const { people, listId } = await makeShared(0);
  const was = { name: 'Together', description: '' };
  const answers = await Promise.all([
    describeList(people[0]!, { listId, was, to: { ...was, name: 'Fridays' } }),
    describeList(people[1]!, { listId, was, to: { ...was, name: 'Sundays' } }),
  ]);
  const { name } = await readList(people[2]!, listId);
  const conflicts = answers.flatMap(({ conflict }) => conflict ?? []);
  expect(conflicts).toEqual([{ name, description: '', by: expect.any(String) }]);
  expect(answers[name === 'Fridays' ? 0 : 1]?.conflict).toBeNull();
  const again = await describeList(people[1]!, {
    listId,
    was: { name, description: '' },
    to: { name: 'Weekends', description: 'Both' },
  });
  expect(again.conflict).toBeNull();
});

test('inbox topics of people on several lists never deadlock', async () => {
  const owners = await Promise.all(Array.from({ length: 4 }, () => makeUser()));
  const lists = await Promise.all(
    owners.map(async ({ id }, index) => {
      const listId = randomUUID();
      await createList(id, { listId, name: `List ${index}`, description: '' });
      return listId;
    }),
  );
  await Promise.all(
    owners.flatMap((owner, index) =>
      owners
        .filter(({ id }) => id !== owner.id)
        .map(async (guest) => {
          const listId = lists[index]!;
          await inviteToList(owner.id, { listId, handle: guest.handle, role: 'editor' });
          await answerListInvitation(guest.id, { listId, accept: true });
          await leaveList(guest.id, listId);
        }),
    ),
  );
  for (const [index, owner] of owners.entries())
    expect((await readList(owner.id, lists[index]!)).members).toHaveLength(1);
});

test('notes of several people on one title stand side by side', async () => {
  const { people, listId, titles } = await makeShared(1);
  const itemId = randomUUID();
  await addToList(people[0]!, { listId, itemId, titleId: titles[0]! });
  await Promise.all(people.map((who, index) => setNote(who, { listId, itemId, text: `Note ${index}` })));
  const notes = await database().select().from(listNotes).where(eq(listNotes.itemId, itemId));
  expect(notes.map(({ text }) => text).toSorted()).toEqual(['Note 0', 'Note 1', 'Note 2', 'Note 3']);
});
