import { eq } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { facts } from '../../db/schema/operations.ts';

/** What this instance has been filled with, so that a start only does what is new. */
export type FactName = 'catalogue' | 'prior-ratings' | 'demo';

export async function readFact(name: FactName): Promise<unknown> {
  const [fact] = await database().select({ value: facts.value }).from(facts).where(eq(facts.name, name));
  return fact?.value;
}

export async function writeFact(name: FactName, value: string): Promise<void> {
  await database()
    .insert(facts)
    .values({ name, value })
    .onConflictDoUpdate({ target: facts.name, set: { value } });
}

export async function forgetFact(name: FactName): Promise<void> {
  await database().delete(facts).where(eq(facts.name, name));
}
