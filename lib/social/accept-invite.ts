import { and, eq, isNull, or, type SQL, sql } from 'drizzle-orm';
import { database, type Queryable, transaction } from '../../db/client.ts';
import { invites, inviteUses } from '../../db/schema/invites.ts';
import { friendships, users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import { befriend, writeRequest } from './friendships.ts';
import { readInviteToken } from './invite-token.ts';
import { isReachable, lockPair, readFriendship } from './pair.ts';
import type { Person } from './people.ts';

/** What an open invitation says to whoever holds it. */
export type Invitation = {
  readonly inviter: Person;
  readonly expiresAt: string;
  readonly singleUse: boolean;
  readonly standing: 'open' | 'own' | 'friends';
};

/**
 * Null for every link that does not open: made up, expired, used, revoked, another's who is blocked, and one that is older
 * than a "no". All of them look the same.
 */
export async function readInvitation(viewerId: string | null, token: string): Promise<Invitation | null> {
  const inviteId = readInviteToken(token);
  if (!inviteId) return null;
  const invite = await findInvite(database(), viewerId, inviteId);
  if (!invite) return null;
  const { inviter, expiresAt, singleUse } = invite;
  const shown = { inviter, singleUse, expiresAt: expiresAt.toISOString() };
  if (inviter.id === viewerId) return { ...shown, standing: 'own' };
  const friendship = viewerId === null ? null : await readFriendship(database(), viewerId, inviter.id);
  if (friendship?.state === 'friends') return { ...shown, standing: 'friends' };
  return invite.open && !invite.refused ? { ...shown, standing: 'open' } : null;
}

/** Makes friends of the viewer and whoever made the link. Opening it twice counts once. */
export async function acceptInvitation(viewerId: string, token: string): Promise<Person> {
  const inviteId = readInviteToken(token);
  const found = inviteId ? await findInvite(database(), viewerId, inviteId) : null;
  if (!inviteId || !found) throw noLongerOpen();
  const { inviter } = found;
  if (inviter.id === viewerId)
    throw new DomainError('invalid', 'This is your own link. Send it to somebody else.');
  await transaction(async (tx) => {
    await lockPair(tx, viewerId, inviter.id);
    await lockInvite(tx, inviteId);
    const invite = await findInvite(tx, viewerId, inviteId);
    const friendship = await readFriendship(tx, viewerId, inviter.id);
    if (invite && friendship?.state === 'friends') return;
    if (!invite?.open || invite.refused) throw noLongerOpen();
    await tx.insert(inviteUses).values({ inviteId, userId: viewerId }).onConflictDoNothing();
    await writeRequest(tx, inviter.id, viewerId);
    await befriend(tx, viewerId, inviter.id);
  });
  return inviter;
}

/** Whoever uses one link does so after the other, and after whoever revokes it. */
async function lockInvite(tx: Queryable, inviteId: string): Promise<void> {
  await tx.select({ id: invites.id }).from(invites).where(eq(invites.id, inviteId)).for('update');
}

async function findInvite(db: Queryable, viewerId: string | null, inviteId: string) {
  const [row] = await db
    .select({
      id: users.id,
      handle: users.handle,
      name: users.displayName,
      expiresAt: invites.expiresAt,
      mostUses: invites.mostUses,
      open: isOpen,
      refused: viewerId === null ? sql<boolean>`false` : isOlderThanNo(viewerId),
    })
    .from(invites)
    .innerJoin(users, eq(users.id, invites.creatorId))
    .where(
      and(
        eq(invites.id, inviteId),
        eq(invites.kind, 'friend'),
        viewerId === null ? eq(users.isDemo, false) : isReachable(viewerId),
      ),
    );
  if (!row) return null;
  const { id, handle, name, expiresAt, mostUses, open, refused } = row;
  return { inviter: { id, handle, name }, expiresAt, singleUse: mostUses === 1, open, refused };
}

const isOpen = and(
  isNull(invites.revokedAt),
  sql`${invites.expiresAt} > now()`,
  or(
    isNull(invites.mostUses),
    sql`${invites.mostUses} > (select count(*) from ${inviteUses} where ${inviteUses.inviteId} = ${invites.id})`,
  ),
) as SQL<boolean>;

/** The one who made the link declined or removed the viewer since: an old link is no new word. */
function isOlderThanNo(viewerId: string): SQL<boolean> {
  return sql<boolean>`exists (select 1 from ${friendships} where ${and(
    sql`${friendships.lowId} = least(${viewerId}::uuid, ${invites.creatorId})`,
    sql`${friendships.highId} = greatest(${viewerId}::uuid, ${invites.creatorId})`,
    eq(friendships.state, 'declined'),
    eq(friendships.requesterId, sql`${viewerId}::uuid`),
    sql`${friendships.changedAt} >= ${invites.createdAt}`,
  )})`;
}

function noLongerOpen(): DomainError {
  return new DomainError('not-found', 'This invitation is not open any more. Ask for a new link.');
}
