import { and, eq, notInArray } from 'drizzle-orm';
import { database, type Queryable, transaction } from '../../db/client.ts';
import { nightMembers, nights } from '../../db/schema/nights.ts';
import { users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import { announce, lockTopic, touchTopics } from '../live/topics.ts';
import { canReach } from '../social/pair.ts';
import { findMember, hashSecret, makeSecret, type NightActor } from './actor.ts';
import { normaliseCode } from './code.ts';
import { addMembers, freeName } from './members.ts';
import { settle } from './settle.ts';

/** The open night that a code stands for. The code alone says nothing more about it. */
export async function findNightByCode(typed: string): Promise<string> {
  const code = normaliseCode(typed);
  if (code === null) throw noSuchCode();
  const [night] = await database().select({ id: nights.id }).from(nights).where(isOpenUnder(code));
  if (!night) throw noSuchCode();
  return night.id;
}

/** A wrong code, a night that has ended and a night of somebody they are not to meet get the same answer. */
export function noSuchCode(): DomainError {
  return new DomainError(
    'not-found',
    'No night has this code now. Ask for it again: a code works until its night ends.',
    { field: 'code' },
  );
}

/**
 * Comes to a night, also while it is under way. Somebody who is not signed in comes as a guest, and is given a secret that
 * stands for them from then on; coming again changes nothing.
 */
export function joinNight(
  actor: NightActor,
  nightId: string,
  typed: string,
  name?: string,
): Promise<{ secret: string | null }> {
  return transaction(async (tx) => {
    const version = await lockTopic(tx, `night:${nightId}`);
    await requireWelcome(tx, actor, nightId, normaliseCode(typed));
    const secret = await enter(tx, actor, nightId, name);
    await settle(tx, nightId);
    if (actor.userId !== null) await touchTopics(tx, [`person:${actor.userId}`]);
    await announce(tx, `night:${nightId}`, version);
    return { secret };
  });
}

async function requireWelcome(
  tx: Queryable,
  { userId }: NightActor,
  nightId: string,
  code: string | null,
): Promise<void> {
  const [night] = await tx
    .select({ id: nights.id, hostId: nights.hostId })
    .from(nights)
    .where(and(eq(nights.id, nightId), isOpenUnder(code ?? '')));
  const hostId = night?.hostId ?? null;
  if (hostId === null) throw noSuchCode();
  if (userId === null || userId === hostId) return;
  if (!(await canReach(tx, userId, hostId)) || (await wasRemoved(tx, userId, nightId))) throw noSuchCode();
}

export async function wasRemoved(tx: Queryable, userId: string, nightId: string): Promise<boolean> {
  const [removed] = await tx
    .select({ id: nightMembers.id })
    .from(nightMembers)
    .where(
      and(
        eq(nightMembers.nightId, nightId),
        eq(nightMembers.userId, userId),
        eq(nightMembers.attendance, 'removed'),
      ),
    );
  return removed !== undefined;
}

async function enter(
  tx: Queryable,
  actor: NightActor,
  nightId: string,
  name: string | undefined,
): Promise<string | null> {
  const known = await findMember(actor, nightId, tx);
  if (known && (known.userId !== null || actor.userId === null)) {
    await tx.update(nightMembers).set({ attendance: 'in' }).where(eq(nightMembers.id, known.id));
    return null;
  }
  if (actor.userId !== null) {
    await enterAsPerson(tx, actor.userId, nightId);
    return null;
  }
  if (name === undefined)
    throw new DomainError('invalid', 'Say what the others should call you.', { field: 'name' });
  const secret = makeSecret();
  const guest = { name: await freeName(tx, nightId, name), guestHash: hashSecret(secret) };
  await addMembers(tx, nightId, [{ ...guest, attendance: 'in' }]);
  return secret;
}

async function enterAsPerson(tx: Queryable, userId: string, nightId: string): Promise<void> {
  const [person] = await tx.select({ name: users.displayName }).from(users).where(eq(users.id, userId));
  await addMembers(tx, nightId, [{ userId, name: person!.name, attendance: 'in' }]);
}

function isOpenUnder(code: string) {
  return and(eq(nights.code, code), notInArray(nights.phase, ['decided', 'cancelled']));
}
