import { and, eq } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import type { Identified } from './sign-in.ts';

const DEMO_HANDLE = 'maya';

/** Null while the demo circle is not loaded: somebody else may own the handle then. */
async function findDemoPerson(): Promise<Identified | null> {
  const [person] = await database()
    .select({ userId: users.id, epoch: users.sessionEpoch })
    .from(users)
    .where(and(eq(users.handle, DEMO_HANDLE), eq(users.isDemo, true)));
  return person ?? null;
}

export async function isDemoLoaded(): Promise<boolean> {
  return (await findDemoPerson()) !== null;
}

export async function signInAsDemoPerson(): Promise<Identified> {
  const person = await findDemoPerson();
  if (person) return person;
  throw new DomainError('not-found', 'The demo is not loaded here. Sign up to look around.');
}

/** Everybody who tries the demo is the same person: what would lock the others out is refused. */
export async function refuseDemoPerson(userId: string): Promise<void> {
  const [user] = await database().select({ isDemo: users.isDemo }).from(users).where(eq(users.id, userId));
  if (user?.isDemo) {
    throw new DomainError(
      'forbidden',
      'The demo person is shared, so this cannot be changed. Sign up for your own.',
    );
  }
}
