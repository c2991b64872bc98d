import { and, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { nightTitles } from '../../db/schema/nights.ts';
import { DomainError } from '../errors.ts';
import { cancel, decide } from './decide.ts';
import { changeAsHost, isRunning, requireOpen } from './night.ts';
import { bestFirst } from './tally.ts';

/** The host's word: this title, or else what is ahead now. A night that is decided already stays as it is. */
export function endNight(hostId: string, nightId: string, titleId?: number): Promise<void> {
  return changeAsHost(hostId, nightId, async ({ tx, night }) => {
    if (night.phase === 'decided') return;
    requireOpen(night);
    if (!isRunning(night.phase))
      throw new DomainError('conflict', 'There is nothing to choose from yet. Start the voting, or cancel.');
    if (titleId !== undefined) await requireInDeck(tx, nightId, titleId);
    const [ahead] = await bestFirst(tx, nightId, night.phase === 'final' ? 'final' : 'deck');
    await decide(tx, nightId, titleId ?? ahead!, 'host');
  });
}

async function requireInDeck(tx: Queryable, nightId: string, titleId: number): Promise<void> {
  const [found] = await tx
    .select({ titleId: nightTitles.titleId })
    .from(nightTitles)
    .where(and(eq(nightTitles.nightId, nightId), eq(nightTitles.titleId, titleId)));
  if (!found) throw new DomainError('not-found', 'That title is not among tonight’s.', { field: 'titleId' });
}

export function cancelNight(hostId: string, nightId: string): Promise<void> {
  return changeAsHost(hostId, nightId, async ({ tx, night }) => {
    if (night.phase === 'cancelled') return;
    requireOpen(night);
    await cancel(tx, nightId);
  });
}
