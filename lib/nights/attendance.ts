import { and, asc, eq, isNotNull, ne } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { nightMembers, nights } from '../../db/schema/nights.ts';
import { DomainError } from '../errors.ts';
import { touchTopics } from '../live/topics.ts';
import type { Member, NightActor } from './actor.ts';
import { addMembers, freeName } from './members.ts';
import { changeAsHost, changeHeld, type Held, requireOpen } from './night.ts';
import { settle } from './settle.ts';

/**
 * Says whether one is there; the host says it of anybody, so that nobody who wandered off holds the others up. Whoever is
 * out is needed for nothing; what they answered stays for when they come back.
 */
export function setAttendance(
  actor: NightActor,
  nightId: string,
  attendance: 'asked' | 'in' | 'out',
  memberId?: string,
): Promise<void> {
  return changeHeld(actor, nightId, async (held) => {
    requireOpen(held.night);
    const member = await memberToSet(held, memberId);
    if (isHost(held, member) && attendance !== 'in') await handOver(held);
    await held.tx.update(nightMembers).set({ attendance }).where(eq(nightMembers.id, member.id));
    await settle(held.tx, nightId);
    await touchInbox(held.tx, member);
  });
}

async function memberToSet(held: Held, memberId = held.me.id): Promise<Member> {
  if (memberId === held.me.id) return held.me;
  if (!isHost(held, held.me)) throw new DomainError('forbidden', 'Only the host can say that of others.');
  return readMember(held, memberId);
}

async function readMember({ tx, night }: Held, memberId: string): Promise<Member> {
  const [member] = await tx
    .select()
    .from(nightMembers)
    .where(and(eq(nightMembers.nightId, night.id), eq(nightMembers.id, memberId)));
  if (!member) throw new DomainError('not-found', 'They are not at this night any more.');
  return member;
}

function isHost({ night }: Held, member: Member): boolean {
  return member.userId !== null && member.userId === night.hostId;
}

/** A host who leaves leaves the night to somebody who is there. */
async function handOver({ tx, night }: Held): Promise<void> {
  const next = await findNextHost(tx, night.id, night.hostId);
  if (next === null)
    throw new DomainError('conflict', 'Nobody else here can be the host. Cancel the night instead.');
  await tx.update(nights).set({ hostId: next }).where(eq(nights.id, night.id));
}

/** Whoever has an account and has been there longest. */
export async function findNextHost(
  tx: Queryable,
  nightId: string,
  hostId: string | null,
): Promise<string | null> {
  const [next] = await tx
    .select({ userId: nightMembers.userId })
    .from(nightMembers)
    .where(
      and(
        eq(nightMembers.nightId, nightId),
        eq(nightMembers.attendance, 'in'),
        isNotNull(nightMembers.userId),
        hostId === null ? undefined : ne(nightMembers.userId, hostId),
      ),
    )
    .orderBy(asc(nightMembers.joinedAt), asc(nightMembers.id))
    .limit(1);
  return next?.userId ?? null;
}

/** Somebody without a phone of their own: the host's is passed to them. */
export function addAtHostsPhone(
  hostId: string,
  nightId: string,
  name: string,
): Promise<{ memberId: string }> {
  return changeAsHost(hostId, nightId, async ({ tx, night }) => {
    requireOpen(night);
    const [member] = await addMembers(tx, nightId, [
      { name: await freeName(tx, nightId, name), attendance: 'in' },
    ]);
    await tx.update(nights).set({ hotSeat: true }).where(eq(nights.id, nightId));
    await settle(tx, nightId);
    return { memberId: member!.id };
  });
}

/**
 * Takes somebody off the night: nothing they said counts, and for them there is no such night, nor by its code. Saying of
 * them that they are in takes it back.
 */
export function removeFromNight(hostId: string, nightId: string, memberId: string): Promise<void> {
  return changeAsHost(hostId, nightId, async (held) => {
    requireOpen(held.night);
    const member = await readMember(held, memberId);
    if (isHost(held, member))
      throw new DomainError('conflict', 'You are the host. Leave, or cancel the night.');
    await held.tx.update(nightMembers).set({ attendance: 'removed' }).where(eq(nightMembers.id, memberId));
    await settle(held.tx, nightId);
    await touchInbox(held.tx, member);
  });
}

async function touchInbox(tx: Queryable, { userId }: Member): Promise<void> {
  if (userId !== null) await touchTopics(tx, [`person:${userId}`]);
}
