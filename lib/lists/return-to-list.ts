import { and, desc, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { listActivity, listMembers, lists } from '../../db/schema/lists.ts';
import { DomainError } from '../errors.ts';
import type { Role } from './access.ts';
import { noSuchList } from './access.ts';
import { changeList, changeLocked, type Versioned } from './change.ts';
import { memberKey } from './member-key.ts';
import { readMember } from './members.ts';

type Gone = { readonly personId: string; readonly role: Role };

/** Takes back leaving, within a minute. */
export function returnToList(viewerId: string, listId: string): Promise<Versioned> {
  return changeLocked(listId, viewerId, async (tx) => {
    if ((await readMember(tx, listId, viewerId))?.state === 'joined') return { value: {}, deed: null };
    const [open] = await tx.select({ deletedAt: lists.deletedAt }).from(lists).where(eq(lists.id, listId));
    const gone = (await justGone(tx, listId, viewerId, 'left')).find(({ personId }) => personId === viewerId);
    if (!open || open.deletedAt !== null || !gone) throw noSuchList();
    await join(tx, listId, gone);
    return { value: {}, deed: { kind: 'joined', by: 'return', role: gone.role }, touched: [viewerId] };
  });
}

/** Takes back the removal of a member, within a minute and by whoever removed them. */
export function restoreMember(
  viewerId: string,
  { listId, member: key }: { readonly listId: string; readonly member: string },
): Promise<Versioned> {
  return changeList(viewerId, listId, 'own', async (tx) => {
    const removed = await justGone(tx, listId, viewerId, 'member-removed');
    const gone = removed.find(({ personId }) => memberKey(listId, personId) === key);
    if (!gone)
      throw new DomainError('not-found', 'It is too late to take that back. You can invite them again.');
    if ((await readMember(tx, listId, gone.personId))?.state === 'joined') return { value: {}, deed: null };
    await join(tx, listId, gone);
    const deed = { kind: 'member-restored', personId: gone.personId, role: gone.role } as const;
    return { value: {}, deed, touched: [gone.personId] };
  });
}

async function justGone(
  tx: Queryable,
  listId: string,
  actorId: string,
  kind: 'left' | 'member-removed',
): Promise<Gone[]> {
  const rows = await tx
    .select({ detail: listActivity.detail })
    .from(listActivity)
    .where(
      and(
        eq(listActivity.listId, listId),
        eq(listActivity.userId, actorId),
        eq(listActivity.kind, kind),
        sql`${listActivity.at} > now() - interval '1 minute'`,
      ),
    )
    .orderBy(desc(listActivity.id));
  return rows.map(({ detail }) => detail as Gone);
}

async function join(tx: Queryable, listId: string, { personId, role }: Gone): Promise<void> {
  const joined = { role, state: 'joined' as const, changedAt: sql`now()` };
  await tx
    .insert(listMembers)
    .values({ listId, userId: personId, ...joined })
    .onConflictDoUpdate({ target: [listMembers.listId, listMembers.userId], set: joined });
}
