import { and, count, desc, eq, isNull, sql } from 'drizzle-orm';
import { database, type Queryable } from '../../db/client.ts';
import { invites, inviteUses } from '../../db/schema/invites.ts';
import { deriveSecret } from '../account/derived-secret.ts';
import { DomainError } from '../errors.ts';
import { changeList, type Versioned } from './change.ts';
import { MOST_LINKS } from './fields.ts';
import type { GivenRole } from './members.ts';

export type ListLink = {
  readonly inviteId: string;
  readonly role: GivenRole;
  readonly once: boolean;
  readonly uses: number;
  readonly expiresAt: string;
  /** The part of the address behind `/lists/join/`. */
  readonly token: string;
};

export type NewLink = {
  readonly listId: string;
  readonly inviteId: string;
  readonly role: GivenRole;
  readonly days: number;
  readonly once: boolean;
};

/** The id comes from the browser, so that a request sent twice makes one link. */
export function makeLink(
  viewerId: string,
  { listId, inviteId, role, days, once }: NewLink,
): Promise<Versioned & { readonly token: string }> {
  return changeList(viewerId, listId, 'own', async (tx) => {
    await refuseTooManyLinks(tx, listId);
    const made = await tx
      .insert(invites)
      .values({
        id: inviteId,
        kind: 'list',
        creatorId: viewerId,
        listId,
        role,
        mostUses: once ? 1 : null,
        expiresAt: sql`now() + make_interval(days => ${days})`,
      })
      .onConflictDoNothing()
      .returning({ id: invites.id });
    const value = { token: tokenOf(inviteId) };
    return { value, deed: made.length === 0 ? null : { kind: 'link-made', inviteId, role } };
  });
}

/** From now on the link opens nothing; whoever came in by it stays. */
export function revokeLink(
  viewerId: string,
  { listId, inviteId }: { readonly listId: string; readonly inviteId: string },
): Promise<Versioned> {
  return changeList(viewerId, listId, 'own', async (tx) => {
    const revoked = await tx
      .update(invites)
      .set({ revokedAt: sql`now()` })
      .where(and(eq(invites.id, inviteId), eq(invites.listId, listId), isNull(invites.revokedAt)))
      .returning({ id: invites.id });
    return { value: {}, deed: revoked.length === 0 ? null : { kind: 'link-revoked', inviteId } };
  });
}

/** Links that still open something, newest first. */
export async function readLinks(listId: string): Promise<ListLink[]> {
  const rows = await database()
    .select({
      inviteId: invites.id,
      role: invites.role,
      mostUses: invites.mostUses,
      uses: usesOfInvite,
      expiresAt: invites.expiresAt,
    })
    .from(invites)
    .where(and(eq(invites.listId, listId), isUsable))
    .orderBy(desc(invites.createdAt));
  return rows.map(({ inviteId, role, mostUses, uses, expiresAt }) => ({
    inviteId,
    role: role ?? 'viewer',
    once: mostUses === 1,
    uses,
    expiresAt: expiresAt.toISOString(),
    token: tokenOf(inviteId),
  }));
}

export const usesOfInvite = sql<number>`(select count(*)::int from ${inviteUses} u where u.invite_id = ${sql.raw('"invites"."id"')})`;

/** Not revoked, not expired, and not used up. */
export const isUsable = and(
  isNull(invites.revokedAt),
  sql`${invites.expiresAt} > now()`,
  sql`${usesOfInvite} < coalesce(${invites.mostUses}, 2147483647)`,
);

function tokenOf(inviteId: string): string {
  return `${inviteId}.${deriveSecret('list-invite', inviteId)}`;
}

async function refuseTooManyLinks(tx: Queryable, listId: string): Promise<void> {
  const [row] = await tx
    .select({ open: count() })
    .from(invites)
    .where(and(eq(invites.listId, listId), isUsable));
  if ((row?.open ?? 0) >= MOST_LINKS)
    throw new DomainError('conflict', `There are ${MOST_LINKS} open links already. Revoke one first.`);
}
