import { eq, inArray, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { nightMembers, nights, nightVotes } from '../../db/schema/nights.ts';
import { decide } from './decide.ts';
import { isRunning } from './night.ts';
import { bestFirst, countVotes, progressOf, type Tally } from './tally.ts';
import type { NightPhase, NightProgress } from './types.ts';

const LAST_ROUND = 3;
/** Nobody agrees with themselves. */
const FEWEST_TO_AGREE = 2;

export type Settled = {
  readonly phase: NightPhase;
  readonly progress: NightProgress;
  /** True where the night went on to its next phase. */
  readonly moved: boolean;
};

/**
 * What follows from the votes as they stand and from who is in. Called, under the night's lock, after everything that
 * changes either.
 */
export async function settle(tx: Queryable, nightId: string): Promise<Settled> {
  const tally = await countVotes(tx, nightId);
  if (!isRunning(tally.phase)) return { phase: tally.phase, progress: progressOf(tally), moved: false };
  await noteDone(tx, tally);
  const phase = await goOn(tx, nightId, tally);
  if (phase === tally.phase) return { phase, progress: progressOf(tally), moved: false };
  return { phase, progress: progressOf(await countVotes(tx, nightId)), moved: true };
}

async function goOn(tx: Queryable, nightId: string, tally: Tally): Promise<NightPhase> {
  const { phase, there, size, agreed } = tally;
  if (agreed !== null && there.length >= FEWEST_TO_AGREE) {
    await decide(tx, nightId, agreed, 'agreement');
    return 'decided';
  }
  if (there.length === 0 || size === 0 || there.some(({ answered }) => answered < size)) return phase;
  if (phase === 'voting') return beginLastRound(tx, nightId);
  const [first] = await bestFirst(tx, nightId, 'final');
  await decide(tx, nightId, first!, 'last-round');
  return 'decided';
}

async function beginLastRound(tx: Queryable, nightId: string): Promise<'final'> {
  const finalTitles = (await bestFirst(tx, nightId, 'deck')).slice(0, LAST_ROUND);
  await tx.update(nights).set({ phase: 'final', finalTitles }).where(eq(nights.id, nightId));
  await tx.update(nightMembers).set({ doneAt: null }).where(eq(nightMembers.nightId, nightId));
  // From here on only the three count, and only what is said of them.
  await tx.delete(nightVotes).where(eq(nightVotes.nightId, nightId));
  return 'final';
}

/** Seldom more than one: whoever has just answered the last title, or took an answer back. */
async function noteDone(tx: Queryable, { there, size }: Tally): Promise<void> {
  const turned = there.filter(({ done, answered }) => done !== answered >= size).map(({ id }) => id);
  if (turned.length === 0) return;
  await tx
    .update(nightMembers)
    .set({ doneAt: sql`case when ${nightMembers.doneAt} is null then now() end` })
    .where(inArray(nightMembers.id, turned));
}
