import { eq } from 'drizzle-orm';
import { database, type Queryable, transaction } from '../../db/client.ts';
import { type NightPhase, nights } from '../../db/schema/nights.ts';
import { DomainError } from '../errors.ts';
import { announce, lockTopic } from '../live/topics.ts';
import { findMember, isNightId, type Member, type NightActor, noNight } from './actor.ts';

export type Night = typeof nights.$inferSelect;
/** A night that nobody else changes until the transaction ends, and who is changing it. */
export type Held = {
  readonly tx: Queryable;
  readonly night: Night;
  readonly me: Member;
  readonly version: number;
};

/** Everybody who follows hears that something changed, and reads it again. */
export async function changeHeld<T>(
  actor: NightActor,
  nightId: string,
  work: (held: Held) => Promise<T>,
): Promise<T> {
  if (!isNightId(nightId)) throw noNight();
  return transaction(async (tx) => {
    const version = await lockTopic(tx, `night:${nightId}`);
    const night = await readRow(tx, nightId);
    const me = await findMember(actor, nightId, tx);
    if (!night || !me) throw noNight();
    const result = await work({ tx, night, me, version });
    await announce(tx, `night:${nightId}`, version);
    return result;
  });
}

export function changeAsHost<T>(
  userId: string,
  nightId: string,
  work: (held: Held) => Promise<T>,
): Promise<T> {
  return changeHeld({ userId, secret: null }, nightId, (held) => {
    requireHost(held.night, userId);
    return work(held);
  });
}

/** For a look that holds nobody up. */
export async function readAsHost(userId: string, nightId: string): Promise<Night> {
  const me = await findMember({ userId, secret: null }, nightId);
  const night = me && (await readRow(database(), nightId));
  if (!night) throw noNight();
  requireHost(night, userId);
  return night;
}

function requireHost({ hostId }: Night, userId: string): void {
  if (hostId !== userId) throw new DomainError('forbidden', 'Only the host can do that.');
}

export async function readRow(tx: Queryable, nightId: string): Promise<Night | null> {
  const [night] = await tx.select().from(nights).where(eq(nights.id, nightId));
  return night ?? null;
}

export function isOver(phase: NightPhase): boolean {
  return phase === 'decided' || phase === 'cancelled';
}

export function isRunning(phase: NightPhase): phase is 'voting' | 'final' {
  return phase === 'voting' || phase === 'final';
}

export function requireOpen({ phase }: Pick<Night, 'phase'>): void {
  if (isOver(phase)) throw new DomainError('conflict', 'This night has ended.');
}

export function requireGathering({ phase }: Pick<Night, 'phase'>): void {
  requireOpen({ phase });
  if (phase !== 'gathering')
    throw new DomainError('conflict', 'The voting has begun, so that can no longer be changed.');
}
