import { and, eq, sql } from 'drizzle-orm';
import { database, type Queryable } from '../../db/client.ts';
import { invites, inviteUses } from '../../db/schema/invites.ts';
import { listActivity, listMembers, lists } from '../../db/schema/lists.ts';
import { users } from '../../db/schema/people.ts';
import { isDerivedSecret } from '../account/derived-secret.ts';
import { DomainError } from '../errors.ts';
import { canReach } from '../social/pair.ts';
import { changeLocked, type Versioned } from './change.ts';
import { isUsable } from './links.ts';
import { type GivenRole, readMember, refuseCrowd } from './members.ts';

type Invite = {
  readonly inviteId: string;
  readonly listId: string;
  readonly name: string;
  readonly role: GivenRole;
  readonly creatorId: string;
  readonly createdAt: Date;
};

/** What a link says before anybody joins. */
export type JoinPage = {
  readonly listId: string;
  readonly name: string;
  readonly role: GivenRole;
  readonly invitedBy: string;
  /** The viewer is on the list already. */
  readonly joined: boolean;
};

/** Null for whatever opens nothing: unknown, revoked, expired, used up, or not for this person. */
export async function readJoinPage(viewerId: string | null, token: string): Promise<JoinPage | null> {
  const invite = await readInvite(database(), token, viewerId);
  if (!invite) return null;
  const { listId, name, role, creatorId } = invite;
  const [creator] = await database()
    .select({ name: users.displayName })
    .from(users)
    .where(eq(users.id, creatorId));
  const member = viewerId === null ? undefined : await readMember(database(), listId, viewerId);
  return { listId, name, role, invitedBy: creator?.name ?? '', joined: member?.state === 'joined' };
}

/** A member who opens the link again stays what they are, and uses nothing up. */
export async function joinByLink(
  viewerId: string,
  token: string,
): Promise<Versioned & { readonly listId: string }> {
  const found = await readInvite(database(), token, viewerId);
  if (!found) throw noSuchLink();
  return changeLocked(found.listId, viewerId, async (tx) => {
    const invite = await readInvite(tx, token, viewerId);
    if (!invite) throw noSuchLink();
    const { listId, inviteId, name } = invite;
    const value = { listId };
    const member = await readMember(tx, listId, viewerId);
    if (member?.state === 'joined') return { value, deed: null };
    if (!member) await refuseCrowd(tx, listId, name);
    const role = member?.role === 'editor' ? member.role : invite.role;
    const joined = { role, state: 'joined' as const, changedAt: sql`now()` };
    await tx
      .insert(listMembers)
      .values({ listId, userId: viewerId, invitedBy: invite.creatorId, ...joined })
      .onConflictDoUpdate({ target: [listMembers.listId, listMembers.userId], set: joined });
    await tx.insert(inviteUses).values({ inviteId, userId: viewerId }).onConflictDoNothing();
    return { value, deed: { kind: 'joined', by: 'link', role }, touched: [viewerId] };
  });
}

/** A member is let in by a used-up link too, because they are in already. */
async function readInvite(tx: Queryable, token: string, viewerId: string | null): Promise<Invite | null> {
  const [inviteId, secret = ''] = token.split('.');
  if (!inviteId || !/^[0-9a-f-]{36}$/.test(inviteId)) return null;
  if (!isDerivedSecret('list-invite', inviteId, secret)) return null;
  const [row] = await tx
    .select({
      listId: lists.id,
      name: lists.name,
      deletedAt: lists.deletedAt,
      role: invites.role,
      creatorId: invites.creatorId,
      createdAt: invites.createdAt,
      usable: sql<boolean>`${isUsable}`,
    })
    .from(invites)
    .innerJoin(lists, eq(lists.id, invites.listId))
    .where(and(eq(invites.id, inviteId), eq(invites.kind, 'list')));
  if (!row || row.deletedAt !== null) return null;
  const { listId, name, creatorId, createdAt, usable } = row;
  const invite = { inviteId, listId, name, role: row.role ?? 'viewer', creatorId, createdAt };
  if (viewerId === null) return usable ? invite : null;
  if ((await readMember(tx, listId, viewerId))?.state === 'joined') return invite;
  return usable && (await isFor(tx, viewerId, invite)) ? invite : null;
}

/** Not for whom the maker or the owner of the list has blocked, nor for whom was taken off it since. */
async function isFor(tx: Queryable, viewerId: string, { listId, creatorId, createdAt }: Invite) {
  const [owner] = await tx
    .select({ id: listMembers.userId })
    .from(listMembers)
    .where(and(eq(listMembers.listId, listId), eq(listMembers.role, 'owner')));
  for (const id of new Set([creatorId, owner?.id ?? creatorId]))
    if (id !== viewerId && !(await canReach(tx, viewerId, id))) return false;
  const [removed] = await tx
    .select({ id: listActivity.id })
    .from(listActivity)
    .where(
      and(
        eq(listActivity.listId, listId),
        eq(listActivity.kind, 'member-removed'),
        sql`${listActivity.detail}->>'personId' = ${viewerId}`,
        sql`${listActivity.at} > ${createdAt.toISOString()}::timestamptz`,
      ),
    )
    .limit(1);
  return removed === undefined;
}

function noSuchLink(): DomainError {
  return new DomainError(
    'not-found',
    'This link opens nothing any more. Ask whoever sent it for another one.',
  );
}
