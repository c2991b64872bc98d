import { and, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { nightMembers, nights, nightTitles, nightVotes } from '../../db/schema/nights.ts';
import { touchTopics } from '../live/topics.ts';
import { inboxesOf } from './members.ts';
import { satisfactionOf } from './satisfaction.ts';

/** The night's title: it stays, with who was there and how much it is theirs; every vote goes. */
export async function decide(
  tx: Queryable,
  nightId: string,
  resultId: number,
  decidedBy: 'agreement' | 'last-round' | 'host',
): Promise<void> {
  await tx
    .update(nights)
    .set({ phase: 'decided', resultId, decidedBy, ...ended })
    .where(eq(nights.id, nightId));
  await keepSatisfaction(tx, nightId, resultId);
  await forgetVotes(tx, nightId);
}

export async function cancel(tx: Queryable, nightId: string): Promise<void> {
  await tx
    .update(nights)
    .set({ phase: 'cancelled', ...ended })
    .where(eq(nights.id, nightId));
  await forgetVotes(tx, nightId);
}

/** The code opens nothing any more, and may be another night's. */
const ended = { endedAt: sql`now()`, code: sql`${nights.id}::text` };

async function keepSatisfaction(tx: Queryable, nightId: string, resultId: number): Promise<void> {
  const [deck, there] = [
    await tx.select().from(nightTitles).where(eq(nightTitles.nightId, nightId)),
    await tx
      .select({ id: nightMembers.id })
      .from(nightMembers)
      .where(and(eq(nightMembers.nightId, nightId), eq(nightMembers.attendance, 'in'))),
  ];
  const kept = there.map(({ id }) => ({ id, satisfaction: satisfactionOf(id, resultId, deck) }));
  await tx.execute(sql`
    update night_members m set satisfaction = given.satisfaction
    from jsonb_to_recordset(${JSON.stringify(kept)}::jsonb) as given (id uuid, satisfaction real)
    where m.id = given.id`);
}

/** What they answered is nobody's business any more, and it waits in everybody's diary to be confirmed. */
async function forgetVotes(tx: Queryable, nightId: string): Promise<void> {
  await tx.delete(nightVotes).where(eq(nightVotes.nightId, nightId));
  await touchTopics(tx, await inboxesOf(tx, nightId));
}
