import { eq } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import { logger } from '../monitoring/logger.ts';

/** Whoever runs the instance may flag titles. Only from the command line, where the database is theirs anyway. */
export async function appointOperator(handle: string): Promise<void> {
  const [person] = await database()
    .update(users)
    .set({ role: 'operator' })
    .where(eq(users.handle, handle.trim().replace(/^@/, '').toLowerCase()))
    .returning({ id: users.id });
  if (!person)
    throw new DomainError(
      'not-found',
      `Nobody here has the handle “${handle}”. Name one:  npm run db:operator -- HANDLE`,
    );
  logger().info({ person: person.id }, 'appointed as operator');
}
