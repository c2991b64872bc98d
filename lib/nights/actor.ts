import { createHash, randomBytes } from 'node:crypto';
import { and, eq, ne, or, sql } from 'drizzle-orm';
import { z } from 'zod';
import { database, type Queryable } from '../../db/client.ts';
import { nightMembers } from '../../db/schema/nights.ts';
import { DomainError } from '../errors.ts';

/** Who is asking: somebody signed in, a guest whose browser keeps a secret of this night, or both. */
export type NightActor = { readonly userId: string | null; readonly secret: string | null };
export type Member = typeof nightMembers.$inferSelect;

export function makeSecret(): string {
  return randomBytes(24).toString('base64url');
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

/** Who somebody is at a night: as a person before as a guest. Null for everybody who does not belong to it. */
export async function findMember(
  actor: NightActor,
  nightId: string,
  tx: Queryable = database(),
): Promise<Member | null> {
  if (!isNightId(nightId) || (actor.userId === null && actor.secret === null)) return null;
  const [member] = await tx
    .select()
    .from(nightMembers)
    .where(and(eq(nightMembers.nightId, nightId), isActor(actor), belongs))
    .orderBy(sql`${nightMembers.userId} nulls last`)
    .limit(1);
  return member ?? null;
}

/** Whoever was taken off does not. */
export const belongs = ne(nightMembers.attendance, 'removed');

function isActor({ userId, secret }: NightActor) {
  return or(
    userId === null ? undefined : eq(nightMembers.userId, userId),
    secret === null ? undefined : eq(nightMembers.guestHash, hashSecret(secret)),
  );
}

export function isNightId(text: string): boolean {
  return z.uuid().safeParse(text).success;
}

/** A night that is not there and one that is not theirs get the same answer. */
export function noNight(): DomainError {
  return new DomainError('not-found', 'There is no such night for you. Ask whoever invited you.');
}
