import { randomUUID } from 'node:crypto';
import { eq, inArray } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { listActivity, listItems, listMembers, listNotes, lists, listVotes } from '../../db/schema/lists.ts';
import { topics } from '../../db/schema/live.ts';
import { users } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';
import { type DemoList, demoLists, slugsIn } from '../../db/seed/demo.ts';
import type { Deed } from '../lists/deeds.ts';
import { evenPlaces } from '../lists/places.ts';

const HOUR = 3_600_000;

/** Writes the lists of the demo circle as if their members had kept them over the last weeks, a few hours apart. */
export async function addDemoLists(
  tx: Queryable,
  ids: ReadonlyMap<string, string>,
  today: Date,
): Promise<void> {
  for (const list of demoLists) await addList(tx, list, ids, today);
}

/** Before their people go, because a list outlives its members otherwise. */
export async function removeDemoLists(tx: Queryable): Promise<void> {
  const demo = await tx.select({ id: users.id }).from(users).where(eq(users.isDemo, true));
  const personal = demo.map(({ id }) => `person:${id}`);
  const kept = await tx
    .selectDistinct({ id: listMembers.listId })
    .from(listMembers)
    .innerJoin(users, eq(users.id, listMembers.userId))
    .where(eq(users.isDemo, true));
  const gone = kept.map(({ id }) => id);
  if (gone.length > 0) await tx.delete(lists).where(inArray(lists.id, gone));
  const stale = [...personal, ...gone.map((id) => `list:${id}`)];
  if (stale.length > 0) await tx.delete(topics).where(inArray(topics.topic, stale));
}

type Told = { readonly by: string; readonly deed: Deed & { readonly titleId?: number } };

async function addList(
  tx: Queryable,
  list: DemoList,
  ids: ReadonlyMap<string, string>,
  today: Date,
): Promise<void> {
  const listId = randomUUID();
  const id = (handle: string) => ids.get(handle)!;
  const items = await itemsOf(tx, list);
  const told = deedsOf(list, items);
  const at = (index: number) => new Date(today.getTime() - (told.length - index) * 7 * HOUR);
  const { name, description } = list;
  await tx.insert(lists).values({ id: listId, name, description, createdAt: at(0) });
  const member = (role: 'owner' | 'editor' | 'viewer') => (handle: string, index: number) => {
    const invitedBy = role === 'owner' ? null : id(list.owner);
    return { listId, userId: id(handle), role, state: 'joined' as const, invitedBy, changedAt: at(index) };
  };
  await tx
    .insert(listMembers)
    .values([
      ...[list.owner].map(member('owner')),
      ...list.editors.map(member('editor')),
      ...list.viewers.map(member('viewer')),
    ]);
  await tx.insert(listItems).values(
    items.map(({ itemId, titleId, place, by }, index) => ({
      id: itemId,
      listId,
      titleId,
      place,
      addedBy: id(by),
      addedAt: at(index + 1),
    })),
  );
  await tx
    .insert(listNotes)
    .values(
      items.flatMap(({ itemId, notes = {} }) =>
        Object.entries(notes).map(([handle, text]) => ({ itemId, userId: id(handle), text })),
      ),
    );
  await tx
    .insert(listVotes)
    .values(
      items.flatMap(({ itemId, up, down }) => [
        ...slugsIn(up).map((handle) => ({ itemId, userId: id(handle), vote: 1 as const })),
        ...slugsIn(down).map((handle) => ({ itemId, userId: id(handle), vote: -1 as const })),
      ]),
    );
  await tx.insert(listActivity).values(
    told.map(({ by, deed: { kind, titleId, ...detail } }, index) => ({
      listId,
      version: index + 1,
      userId: id(by),
      kind,
      titleId: titleId ?? null,
      detail,
      at: at(index),
    })),
  );
  await tx.insert(topics).values({ topic: `list:${listId}`, version: told.length });
}

type Item = DemoList['titles'][number] & {
  readonly itemId: string;
  readonly titleId: number;
  readonly place: string;
};

async function itemsOf(tx: Queryable, list: DemoList): Promise<Item[]> {
  const slugs = list.titles.map(({ slug }) => slug);
  const found = await tx
    .select({ id: titles.id, slug: titles.slug })
    .from(titles)
    .where(inArray(titles.slug, slugs));
  const known = new Map(found.map(({ id, slug }) => [slug, id]));
  const places = evenPlaces(slugs.length);
  return list.titles.map((title, index) => {
    const titleId = known.get(title.slug);
    if (titleId === undefined)
      throw new Error(`The catalogue has no ${title.slug}, which db/seed/demo.ts names.`);
    return { ...title, itemId: randomUUID(), titleId, place: places[index]! };
  });
}

/** Begun, joined, and then title by title: added, written about, voted on. */
function deedsOf(list: DemoList, items: readonly Item[]): Told[] {
  const joined = (role: 'editor' | 'viewer') => (by: string) =>
    ({ by, deed: { kind: 'joined', by: 'invitation', role } }) as const;
  return [
    { by: list.owner, deed: { kind: 'created', name: list.name } },
    ...list.editors.map(joined('editor')),
    ...list.viewers.map(joined('viewer')),
    ...items.flatMap(({ itemId, titleId, by, notes = {}, up, down }): Told[] => [
      { by, deed: { kind: 'added', titleId, itemId } },
      ...Object.keys(notes).map((who): Told => ({ by: who, deed: { kind: 'noted', titleId, itemId } })),
      ...[...slugsIn(up), ...slugsIn(down)].map(
        (who): Told => ({ by: who, deed: { kind: 'voted', titleId, itemId } }),
      ),
    ]),
  ];
}
