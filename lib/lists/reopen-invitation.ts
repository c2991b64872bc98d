import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { listActivity, listMembers, lists } from '../../db/schema/lists.ts';
import { noSuchList, type Role } from './access.ts';
import { changeLocked, type Versioned } from './change.ts';
import { isMember, readMember } from './members.ts';

/** Takes back an answer to an invitation, within a minute: it waits again, as it was. */
export function reopenListInvitation(viewerId: string, listId: string): Promise<Versioned> {
  return changeLocked(listId, viewerId, async (tx) => {
    const member = await readMember(tx, listId, viewerId);
    if (member?.state === 'invited') return { value: {}, deed: null };
    const [list] = await tx.select({ deletedAt: lists.deletedAt }).from(lists).where(eq(lists.id, listId));
    const answer = await lastAnswer(tx, listId, viewerId);
    const asked = await lastInvitation(tx, listId, viewerId);
    const isAnswer = answer === (member ? 'joined' : 'declined');
    if (!list || list.deletedAt !== null || !asked || !isAnswer) throw noSuchList();
    const { role, invitedBy } = asked;
    const invitation = { role, state: 'invited' as const, invitedBy, changedAt: asked.at };
    if (member) await tx.update(listMembers).set(invitation).where(isMember(listId, viewerId));
    else await tx.insert(listMembers).values({ listId, userId: viewerId, ...invitation });
    const deed = member
      ? ({ kind: 'left', personId: viewerId, role } as const)
      : ({ kind: 'reopened', personId: viewerId } as const);
    return { value: {}, deed, touched: [viewerId] };
  });
}

/** What the person said a moment ago, if it was an answer to an invitation. */
async function lastAnswer(tx: Queryable, listId: string, viewerId: string): Promise<string | null> {
  const [row] = await tx
    .select({ kind: listActivity.kind, by: sql<string | null>`${listActivity.detail}->>'by'` })
    .from(listActivity)
    .where(
      and(
        eq(listActivity.listId, listId),
        eq(listActivity.userId, viewerId),
        inArray(listActivity.kind, ['declined', 'joined', 'left']),
        sql`${listActivity.at} > now() - interval '1 minute'`,
      ),
    )
    .orderBy(desc(listActivity.id))
    .limit(1);
  return row && (row.kind !== 'joined' || row.by === 'invitation') ? row.kind : null;
}

async function lastInvitation(
  tx: Queryable,
  listId: string,
  viewerId: string,
): Promise<{ role: Exclude<Role, 'owner'>; invitedBy: string | null; at: Date } | undefined> {
  const [row] = await tx
    .select({
      role: sql<Exclude<Role, 'owner'>>`${listActivity.detail}->>'role'`,
      invitedBy: listActivity.userId,
      at: listActivity.at,
    })
    .from(listActivity)
    .where(
      and(
        eq(listActivity.listId, listId),
        eq(listActivity.kind, 'invited'),
        sql`${listActivity.detail}->>'personId' = ${viewerId}`,
      ),
    )
    .orderBy(desc(listActivity.id))
    .limit(1);
  return row;
}
