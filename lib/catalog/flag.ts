import { and, eq, ne } from 'drizzle-orm';
import { transaction } from '../../db/client.ts';
import { users } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';
import { DomainError } from '../errors.ts';
import { appendEvent } from '../event-log/log.ts';
import { forgetFacts } from './kept-facts.ts';

/** The operator's word on a harmful title: found when searched for, never recommended. */
export async function flagTitle(operatorId: string, titleId: number, flagged: boolean): Promise<void> {
  await transaction(async (tx) => {
    const [person] = await tx.select({ role: users.role }).from(users).where(eq(users.id, operatorId));
    if (person?.role !== 'operator')
      throw new DomainError('forbidden', 'Only the operator of this instance can flag a title.');
    const [title] = await tx.select({ id: titles.id }).from(titles).where(eq(titles.id, titleId));
    if (!title) throw new DomainError('not-found', `There is no title with the number ${titleId} here.`);
    const changed = await tx
      .update(titles)
      .set({ flagged })
      .where(and(eq(titles.id, titleId), ne(titles.flagged, flagged)))
      .returning({ id: titles.id });
    if (changed.length > 0)
      await appendEvent(tx, operatorId, { type: flagged ? 'flagged' : 'unflagged', titleId });
  });
  forgetFacts();
}
