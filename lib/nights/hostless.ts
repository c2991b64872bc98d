import { and, eq, inArray, sql } from 'drizzle-orm';
import { database, type Queryable, transaction } from '../../db/client.ts';
import { nightMembers, nights } from '../../db/schema/nights.ts';
import { announce, lockTopic } from '../live/topics.ts';
import { findNextHost } from './attendance.ts';
import { cancel } from './decide.ts';
import { isOver, readRow } from './night.ts';
import { settle } from './settle.ts';

const isOpen = inArray(nights.phase, ['gathering', 'voting', 'final']);

/** The open nights somebody belongs to: asked before their account goes, for `carryOn` afterwards. */
export async function openNightsOf(userId: string): Promise<string[]> {
  const rows = await database()
    .select({ id: nights.id })
    .from(nightMembers)
    .innerJoin(nights, eq(nights.id, nightMembers.nightId))
    .where(and(eq(nightMembers.userId, userId), isOpen));
  return rows.map(({ id }) => id);
}

/** After an account is gone: somebody else who is there becomes the host, or the night is called off. */
export async function carryOn(nightIds: readonly string[]): Promise<void> {
  for (const nightId of nightIds) await changeUnasked(nightId, settleWithout);
}

async function settleWithout(tx: Queryable, nightId: string): Promise<void> {
  const night = await readRow(tx, nightId);
  if (!night || isOver(night.phase)) return;
  const hostId = night.hostId ?? (await findNextHost(tx, nightId, null));
  if (hostId === null) return cancel(tx, nightId);
  if (hostId !== night.hostId) await tx.update(nights).set({ hostId }).where(eq(nights.id, nightId));
  await settle(tx, nightId);
}

/** Nights that everybody forgot are called off, and nobody's answers lie around. */
export async function endForgottenNights(): Promise<number> {
  const rows = await database().select({ id: nights.id }).from(nights).where(and(isOpen, isForgotten));
  for (const { id } of rows)
    await changeUnasked(id, async (tx) => {
      const [night] = await tx
        .select({ id: nights.id })
        .from(nights)
        .where(and(eq(nights.id, id), isOpen, isForgotten));
      if (night) await cancel(tx, id);
    });
  return rows.length;
}

/** A day after it was made, or after its voting began. */
const isForgotten = sql`coalesce(${nights.startedAt}, ${nights.createdAt}) < now() - interval '1 day'`;

function changeUnasked(
  nightId: string,
  work: (tx: Queryable, nightId: string) => Promise<void>,
): Promise<void> {
  return transaction(async (tx) => {
    const version = await lockTopic(tx, `night:${nightId}`);
    await work(tx, nightId);
    await announce(tx, `night:${nightId}`, version);
  });
}
