/** "Watched with": one person says who was there, the other confirms, and then it stands in both diaries. */
import { randomUUID } from 'node:crypto';
import { and, eq, ne, sql } from 'drizzle-orm';
import { type Queryable, transaction } from '../../db/client.ts';
import { companions, watches } from '../../db/schema/library.ts';
import { DomainError } from '../errors.ts';
import { appendEvent } from '../event-log/log.ts';
import { touchTopics } from '../live/topics.ts';
import { lockPair, pairOf, readFriendship } from '../social/pair.ts';
import { lockEntry } from './entry.ts';
import { keepViewing, removeViewing } from './watch.ts';

type Viewing = typeof watches.$inferSelect;
type Confirmation = { readonly ownWatchId: string; readonly made: boolean };

const MOST_COMPANIONS = 20;

/** Asks friends whether they were there. Whoever is named already is not asked again. */
export function tagCompanions(
  viewerId: string,
  watchId: string,
  personIds: readonly string[],
): Promise<void> {
  return transaction(async (tx) => {
    const viewing = await requireOwnViewing(tx, viewerId, watchId);
    for (const personId of inLockOrder(viewerId, personIds)) await tagOne(tx, viewing, personId);
    const named = await tx.select().from(companions).where(eq(companions.watchId, watchId));
    if (named.length > MOST_COMPANIONS)
      throw new DomainError('invalid', `Name at most ${MOST_COMPANIONS} people for one viewing.`);
  });
}

/** These and nobody else were there: who is new is asked, who is missing is taken off, whoever of the two had named the other. */
export function setCompanions(
  viewerId: string,
  watchId: string,
  personIds: readonly string[],
): Promise<void> {
  if (personIds.length > MOST_COMPANIONS)
    throw new DomainError('invalid', `Name at most ${MOST_COMPANIONS} people for one viewing.`);
  return transaction(async (tx) => {
    const viewing = await requireOwnViewing(tx, viewerId, watchId);
    const before = await readNamed(tx, watchId);
    for (const personId of inLockOrder(viewerId, [...before, ...personIds])) {
      if (!personIds.includes(personId)) await untagOne(tx, viewing, personId);
      else if (!before.has(personId)) await tagOne(tx, viewing, personId);
    }
  });
}

/** Confirming gives the companion a viewing of the same date, or links the one they have. Declining is silent. */
export function answerCompanion(viewerId: string, watchId: string, accept: boolean): Promise<void> {
  return transaction((tx) => answer(tx, viewerId, watchId, accept));
}

/** Takes an answer back: it waits again, and a viewing that came with it goes. */
export function takeBackAnswer(viewerId: string, watchId: string): Promise<void> {
  return transaction(async (tx) => {
    const { viewing, row } = await requireRequest(tx, viewerId, watchId);
    if (row.state === 'asked') return;
    const kept = await readConfirmation(tx, viewerId, viewing);
    if (row.state === 'confirmed' && kept?.made)
      await removeViewing(tx, viewerId, { watchId: kept.ownWatchId, titleId: viewing.titleId });
    await setState(tx, viewerId, watchId, { state: 'asked', ownWatchId: null, answeredAt: null });
    await forgetConfirmation(tx, viewerId, viewing, kept);
  });
}

async function tagOne(tx: Queryable, viewing: Viewing, personId: string): Promise<void> {
  await requireFriend(tx, viewing.userId, personId);
  const added = await tx
    .insert(companions)
    .values({ watchId: viewing.id, userId: personId, state: 'asked' })
    .onConflictDoNothing()
    .returning({ userId: companions.userId });
  if (added.length === 0) return;
  const before = await readConfirmation(tx, personId, viewing);
  if (before) await setState(tx, personId, viewing.id, { state: 'confirmed', ownWatchId: before.ownWatchId });
  else if (!(await confirmCrossing(tx, viewing, personId))) await touchTopics(tx, [`person:${personId}`]);
}

async function untagOne(tx: Queryable, { id, userId }: Viewing, personId: string): Promise<void> {
  await lockPair(tx, userId, personId);
  const removed = await tx
    .delete(companions)
    .where(isCompanion(id, personId))
    .returning({ userId: companions.userId });
  if (removed.length > 0) await touchTopics(tx, [`person:${personId}`]);
  for (const host of await readHosts(tx, id))
    if (host.userId === personId) await answer(tx, userId, host.watchId, false);
}

/** Everybody who stands on a viewing, whoever of the two had named the other. */
async function readNamed(tx: Queryable, watchId: string): Promise<Set<string>> {
  const named = await tx.select().from(companions).where(eq(companions.watchId, watchId));
  const hosts = await readHosts(tx, watchId);
  return new Set([...named, ...hosts].map(({ userId }) => userId));
}

/** Who named the owner, on which of their own viewings. */
function readHosts(tx: Queryable, ownWatchId: string): Promise<{ userId: string; watchId: string }[]> {
  return tx
    .select({ userId: watches.userId, watchId: watches.id })
    .from(companions)
    .innerJoin(watches, eq(watches.id, companions.watchId))
    .where(and(eq(companions.ownWatchId, ownWatchId), eq(companions.state, 'confirmed')));
}

/** Two who name each other have both said it, also where one had declined before. */
async function confirmCrossing(tx: Queryable, viewing: Viewing, personId: string): Promise<boolean> {
  const { userId, titleId, id } = viewing;
  const [theirs] = await tx
    .select({ id: watches.id })
    .from(companions)
    .innerJoin(watches, eq(watches.id, companions.watchId))
    .where(
      and(
        eq(companions.userId, userId),
        ne(companions.state, 'confirmed'),
        eq(watches.userId, personId),
        eq(watches.titleId, titleId),
        isOfSameDate(viewing),
      ),
    );
  if (!theirs) return false;
  await setState(tx, personId, id, { state: 'confirmed', ownWatchId: theirs.id });
  await setState(tx, userId, theirs.id, { state: 'confirmed', ownWatchId: id });
  const crossing = { type: 'companion-confirmed', titleId, made: false } as const;
  await appendEvent(tx, personId, { ...crossing, watchId: id, ownWatchId: theirs.id });
  await appendEvent(tx, userId, { ...crossing, watchId: theirs.id, ownWatchId: id });
  return true;
}

async function answer(tx: Queryable, viewerId: string, watchId: string, accept: boolean): Promise<void> {
  const { viewing, row } = await requireRequest(tx, viewerId, watchId);
  if (row.state === (accept ? 'confirmed' : 'declined')) return;
  if (accept) await confirm(tx, viewerId, viewing);
  else {
    await setState(tx, viewerId, watchId, { state: 'declined', ownWatchId: null });
    await forgetConfirmation(tx, viewerId, viewing, await readConfirmation(tx, viewerId, viewing));
  }
}

async function confirm(tx: Queryable, viewerId: string, viewing: Viewing): Promise<void> {
  const { titleId, watchedOn, precision } = viewing;
  const entry = await lockEntry(tx, viewerId, titleId);
  const [own] = await tx
    .select({ id: watches.id })
    .from(watches)
    .where(and(eq(watches.userId, viewerId), eq(watches.titleId, titleId), isOfSameDate(viewing)));
  const ownWatchId = own?.id ?? randomUUID();
  if (!own) await keepViewing(tx, entry, { id: ownWatchId, watchedOn, precision, counts: true });
  await setState(tx, viewerId, viewing.id, { state: 'confirmed', ownWatchId });
  const confirmed = { type: 'companion-confirmed', titleId, watchId: viewing.id } as const;
  await appendEvent(tx, viewerId, { ...confirmed, ownWatchId, made: !own });
}

async function setState(
  tx: Queryable,
  userId: string,
  watchId: string,
  change: Partial<typeof companions.$inferInsert>,
): Promise<void> {
  await tx
    .update(companions)
    .set({ answeredAt: new Date(), ...change })
    .where(isCompanion(watchId, userId));
  await touchTopics(tx, [`person:${userId}`]);
}

/** The last word on a viewing that somebody was named for, so that what comes back need not be asked again. */
async function readConfirmation(
  tx: Queryable,
  userId: string,
  { id }: Viewing,
): Promise<Confirmation | null> {
  const [last] = await tx.execute<{ type: string; own_watch_id: string; made: boolean }>(sql`
    select e.type, w.id as own_watch_id, (e.payload->>'made')::boolean as made
    from events e left join watches w on w.id = (e.payload->>'ownWatchId')::uuid
    where e.user_id = ${userId} and e.type in ('companion-confirmed', 'companion-left') and e.payload->>'watchId' = ${id}
    order by e.at desc limit 1`);
  if (last?.type !== 'companion-confirmed' || last.own_watch_id === null) return null;
  return { ownWatchId: last.own_watch_id, made: last.made };
}

async function forgetConfirmation(
  tx: Queryable,
  userId: string,
  { id: watchId, titleId }: Viewing,
  kept: Confirmation | null,
): Promise<void> {
  if (kept) await appendEvent(tx, userId, { type: 'companion-left', titleId, watchId });
}

async function requireOwnViewing(tx: Queryable, viewerId: string, watchId: string): Promise<Viewing> {
  const viewing = await findViewing(tx, watchId);
  if (viewing?.userId !== viewerId)
    throw new DomainError('not-found', 'That viewing is no longer in your diary.');
  if (!viewing.counts)
    throw new DomainError('invalid', 'Somebody else watched this. Say first that you watched it yourself.');
  return viewing;
}

/** What the viewer was asked, while they and the one who asked are friends. */
async function requireRequest(tx: Queryable, viewerId: string, watchId: string) {
  const viewing = await findViewing(tx, watchId);
  if (!viewing) throw gone();
  await lockPair(tx, viewerId, viewing.userId);
  const [row] = await tx.select().from(companions).where(isCompanion(watchId, viewerId)).for('update');
  const friendship = await readFriendship(tx, viewerId, viewing.userId);
  if (!row || friendship?.state !== 'friends') throw gone();
  return { viewing, row };
}

async function requireFriend(tx: Queryable, viewerId: string, personId: string): Promise<void> {
  await lockPair(tx, viewerId, personId);
  const friendship = await readFriendship(tx, viewerId, personId);
  if (friendship?.state !== 'friends')
    throw new DomainError('not-found', 'You can only name friends. Reload the page to see who they are.');
}

async function findViewing(tx: Queryable, watchId: string): Promise<Viewing | undefined> {
  const [viewing] = await tx.select().from(watches).where(eq(watches.id, watchId));
  return viewing;
}

/** One order for everybody who locks several pairs, so that nobody waits for somebody who waits for them. */
function inLockOrder(viewerId: string, personIds: readonly string[]): string[] {
  const pair = (personId: string) => Object.values(pairOf(viewerId, personId)).join();
  return [...new Set(personIds)].sort((one, other) => (pair(one) < pair(other) ? -1 : 1));
}

function isCompanion(watchId: string, userId: string) {
  return and(eq(companions.watchId, watchId), eq(companions.userId, userId));
}

function isOfSameDate({ watchedOn, precision }: Viewing) {
  return and(
    eq(watches.precision, precision),
    eq(watches.counts, true),
    sql`${watches.watchedOn} is not distinct from ${watchedOn}::date`,
  );
}

function gone(): DomainError {
  return new DomainError('not-found', 'That request is no longer there.');
}
