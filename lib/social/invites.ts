import { randomUUID } from 'node:crypto';
import { and, asc, count, desc, eq, gt, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { invites, inviteUses } from '../../db/schema/invites.ts';
import { users } from '../../db/schema/people.ts';
import { refuseDemoPerson } from '../account/demo.ts';
import { DomainError } from '../errors.ts';
import { invitePath } from './invite-token.ts';
import { isReachable } from './pair.ts';
import type { Person } from './people.ts';

export const LONGEST_DAYS = 30;
const MOST_OPEN = 20;

/** A link of the viewer's that makes friends of whoever opens it. */
export type Invite = {
  readonly id: string;
  readonly path: string;
  readonly singleUse: boolean;
  /** ISO, so that it is the same in the browser. */
  readonly expiresAt: string;
  readonly state: 'open' | 'used' | 'expired';
  readonly uses: number;
  /** Who came by it, the first first; nobody who is blocked by now. */
  readonly came: readonly Person[];
};

export type NewInvite = { readonly expiresInDays: number; readonly singleUse: boolean };

export async function createInvite(
  viewerId: string,
  { expiresInDays, singleUse }: NewInvite,
): Promise<Invite> {
  await refuseDemoPerson(viewerId);
  await refuseTooMany(viewerId);
  const [made] = await database()
    .insert(invites)
    .values({
      id: randomUUID(),
      kind: 'friend',
      creatorId: viewerId,
      mostUses: singleUse ? 1 : null,
      expiresAt: sql`now() + make_interval(days => ${expiresInDays})`,
    })
    .returning({ id: invites.id, expiresAt: invites.expiresAt });
  const { id, expiresAt } = made!;
  return {
    id,
    path: invitePath(id),
    singleUse,
    expiresAt: expiresAt.toISOString(),
    state: 'open',
    uses: 0,
    came: [],
  };
}

/** The viewer's links, newest first; one that ran out stays for a month, so that it can be seen who came. */
export async function listInvites(viewerId: string): Promise<Invite[]> {
  const rows = await database()
    .select({
      id: invites.id,
      mostUses: invites.mostUses,
      expiresAt: invites.expiresAt,
      expired: sql<boolean>`${invites.expiresAt} <= now()`,
      uses: sql<number>`(select count(*)::int from ${inviteUses} where ${inviteUses.inviteId} = ${invites.id})`,
    })
    .from(invites)
    .where(
      and(isOwn(viewerId), isNull(invites.revokedAt), gt(invites.expiresAt, sql`now() - interval '30 days'`)),
    )
    .orderBy(desc(invites.createdAt));
  const came = await readWhoCame(
    viewerId,
    rows.map(({ id }) => id),
  );
  return rows.map(({ id, mostUses, expiresAt, expired, uses }) => ({
    id,
    path: invitePath(id),
    singleUse: mostUses === 1,
    expiresAt: expiresAt.toISOString(),
    state: mostUses !== null && uses >= mostUses ? 'used' : expired ? 'expired' : 'open',
    uses,
    came: came.get(id) ?? [],
  }));
}

/** Ends a link at once. Friends who came by it stay friends. */
export async function revokeInvite(viewerId: string, inviteId: string): Promise<void> {
  await database()
    .update(invites)
    .set({ revokedAt: sql`now()` })
    .where(and(isOwn(viewerId), eq(invites.id, inviteId), isNull(invites.revokedAt)));
}

/** Takes back `revokeInvite`, for a minute. */
export async function restoreInvite(viewerId: string, inviteId: string): Promise<void> {
  const restored = await database()
    .update(invites)
    .set({ revokedAt: null })
    .where(
      and(
        isOwn(viewerId),
        eq(invites.id, inviteId),
        sql`coalesce(${invites.revokedAt} > now() - interval '1 minute', true)`,
      ),
    )
    .returning({ id: invites.id });
  if (restored.length === 0)
    throw new DomainError('not-found', 'It is too late to bring that link back. Make a new one.');
}

async function refuseTooMany(viewerId: string): Promise<void> {
  const [held] = await database()
    .select({ open: count() })
    .from(invites)
    .where(and(isOwn(viewerId), isNull(invites.revokedAt), gt(invites.expiresAt, sql`now()`)));
  if ((held?.open ?? 0) >= MOST_OPEN)
    throw new DomainError('conflict', `You have ${MOST_OPEN} links already. Revoke one you no longer need.`);
}

async function readWhoCame(viewerId: string, ids: readonly string[]): Promise<Map<string, Person[]>> {
  if (ids.length === 0) return new Map();
  const rows = await database()
    .select({
      inviteId: inviteUses.inviteId,
      id: users.id,
      handle: users.handle,
      name: users.displayName,
    })
    .from(inviteUses)
    .innerJoin(users, eq(users.id, inviteUses.userId))
    .where(and(inArray(inviteUses.inviteId, [...ids]), isReachable(viewerId)))
    .orderBy(asc(inviteUses.usedAt));
  const came = new Map<string, Person[]>();
  for (const { inviteId, ...person } of rows) came.set(inviteId, [...(came.get(inviteId) ?? []), person]);
  return came;
}

function isOwn(viewerId: string): SQL | undefined {
  return and(eq(invites.kind, 'friend'), eq(invites.creatorId, viewerId));
}
