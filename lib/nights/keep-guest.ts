import { and, eq, inArray, sql } from 'drizzle-orm';
import { database, type Queryable, transaction } from '../../db/client.ts';
import { nightMembers } from '../../db/schema/nights.ts';
import { titles } from '../../db/schema/titles.ts';
import { setWatchlisted } from '../library/watchlist.ts';
import { announce, lockTopic, touchTopics } from '../live/topics.ts';
import { canReach } from '../social/pair.ts';
import { belongs, hashSecret, isNightId, type Member } from './actor.ts';
import { wasRemoved } from './join.ts';
import { readRow } from './night.ts';
import { settle } from './settle.ts';

/** A night that this browser was a guest at, and the secret that says so. */
export type GuestPass = { readonly nightId: string; readonly secret: string };

/**
 * Somebody who came as a guest has an account now: what they were at those nights they are as themselves. Returns the
 * nights whose passes are used up.
 */
export async function keepGuestNights(userId: string, passes: readonly GuestPass[]): Promise<string[]> {
  const kept: string[] = [];
  for (const pass of passes)
    if (isNightId(pass.nightId) && (await keepOne(userId, pass))) kept.push(pass.nightId);
  return kept;
}

function keepOne(userId: string, { nightId, secret }: GuestPass): Promise<boolean> {
  return transaction(async (tx) => {
    const isGuest = await findGuest(tx, nightId, secret);
    if (!isGuest || !(await mayMeetHost(tx, userId, nightId))) return false;
    const version = await lockTopic(tx, `night:${nightId}`);
    const guest = await findGuest(tx, nightId, secret);
    if (!guest) return false;
    const person = await findPerson(tx, nightId, userId);
    if (person) await merge(tx, guest, person);
    else await tx.update(nightMembers).set({ userId, guestHash: null }).where(eq(nightMembers.id, guest.id));
    await settle(tx, nightId);
    await touchTopics(tx, [`person:${userId}`]);
    await announce(tx, `night:${nightId}`, version);
    return true;
  });
}

async function findGuest(tx: Queryable, nightId: string, secret: string): Promise<Member | undefined> {
  const isGuest = and(
    eq(nightMembers.nightId, nightId),
    eq(nightMembers.guestHash, hashSecret(secret)),
    belongs,
  );
  const [guest] = await tx.select().from(nightMembers).where(isGuest);
  return guest;
}

async function findPerson(tx: Queryable, nightId: string, userId: string): Promise<Member | undefined> {
  const isPerson = and(eq(nightMembers.nightId, nightId), eq(nightMembers.userId, userId));
  const [person] = await tx.select().from(nightMembers).where(isPerson);
  return person;
}

/** An account that the host has blocked or taken off, or that is across the border of the demo, stays the guest it was. */
async function mayMeetHost(tx: Queryable, userId: string, nightId: string): Promise<boolean> {
  if (await wasRemoved(tx, userId, nightId)) return false;
  const hostId = (await readRow(tx, nightId))?.hostId ?? null;
  return hostId === null || hostId === userId || canReach(tx, userId, hostId);
}

/** One person is at a night once: the guest's answers become theirs where they have said nothing later themselves. */
async function merge(tx: Queryable, guest: Member, person: Member): Promise<void> {
  await tx.execute(sql`
    insert into night_votes as old (night_id, member_id, title_id, round, answer, turn)
    select night_id, ${person.id}::uuid, title_id, round, answer, turn from night_votes where member_id = ${guest.id}
    on conflict (member_id, title_id, round) do update set answer = excluded.answer, turn = excluded.turn
    where excluded.turn > old.turn`);
  await tx.delete(nightMembers).where(eq(nightMembers.id, guest.id));
  const attendance = guest.attendance === 'in' ? 'in' : person.attendance;
  await tx.update(nightMembers).set({ attendance }).where(eq(nightMembers.id, person.id));
}

/** What a guest liked, as their own browser remembers it. Titles that are gone are left out. */
export async function wishForLiked(userId: string, titleIds: readonly number[]): Promise<number> {
  if (titleIds.length === 0) return 0;
  const there = await database()
    .select({ id: titles.id })
    .from(titles)
    .where(inArray(titles.id, [...titleIds]));
  for (const { id } of there) await setWatchlisted(userId, id, true);
  return there.length;
}
