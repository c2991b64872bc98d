import { eq, sql } from 'drizzle-orm';
import { database, type Queryable } from '../../db/client.ts';
import { type NightConstraints, nights, nightTitles } from '../../db/schema/nights.ts';
import { DomainError } from '../errors.ts';
import { composeGroupDeck, type GroupDeck } from '../feed/group.ts';
import { readVersions, type Topic } from '../live/topics.ts';
import { checkPool, wordsOf } from './check.ts';
import { companyOf, readThere, type There } from './company.ts';
import { changeAsHost, isRunning, type Night, readAsHost, requireGathering } from './night.ts';
import { readWeights } from './past.ts';
import type { NightCheck } from './types.ts';

const DECK = 30;
/** Fewer is no evening. */
const FEWEST_TITLES = 8;
const FEWEST_PEOPLE = 2;
const TRIES = 4;

/**
 * Deals the deck and freezes it: whoever comes later sees the same. It is made before the night is held, which may take a
 * moment, and only kept if nothing changed meanwhile. Starting a night that has begun changes nothing.
 */
export async function startNight(hostId: string, nightId: string): Promise<void> {
  for (let tries = 1; tries <= TRIES; tries++) if (await tryToStart(hostId, nightId)) return;
  throw new DomainError('conflict', 'People are coming and going just now. Try again in a moment.');
}

async function tryToStart(hostId: string, nightId: string): Promise<boolean> {
  const topic: Topic = `night:${nightId}`;
  const version = (await readVersions([topic])).get(topic) ?? 0;
  const night = await readAsHost(hostId, nightId);
  if (isRunning(night.phase)) return true;
  requireGathering(night);
  const there = await readThere(database(), nightId);
  requireCompany(there);
  const deck = await dealDeck(hostId, night, there);
  return changeAsHost(hostId, nightId, async (held) => {
    if (isRunning(held.night.phase)) return true;
    if (held.version !== version + 1) return false;
    await freeze(held.tx, nightId, deck);
    return true;
  });
}

function requireCompany(there: readonly There[]): void {
  if (there.length < FEWEST_PEOPLE)
    throw new DomainError(
      'conflict',
      'Nobody else is here yet. Share the code, or add somebody who votes at your phone.',
    );
}

async function dealDeck(hostId: string, night: Night, there: readonly There[]): Promise<GroupDeck> {
  const { rule, constraints, seed } = night;
  const company = await companyOf(hostId, there, constraints);
  const weights = rule === 'proportional' ? await readWeights(night, there) : {};
  const deck = await composeGroupDeck({ ...company, rule, weights, size: DECK, seed });
  if (deck.items.length < FEWEST_TITLES)
    throw tooFew(await checkPool(hostId, there, constraints), constraints);
  return deck;
}

/** Says what to drop, and what that would give. */
function tooFew({ available, drop }: NightCheck, constraints: NightConstraints): DomainError {
  const [best] = drop;
  const found = available === 1 ? 'Only one title fits' : `Only ${available} titles fit`;
  const advice = best
    ? `Without “${wordsOf(best.constraint, constraints)}” there would be ${best.gives}.`
    : 'Fill the catalogue first.';
  return new DomainError('conflict', `${found}. ${advice}`, { field: 'constraints' });
}

async function freeze(tx: Queryable, nightId: string, { modelVersion, items }: GroupDeck): Promise<void> {
  await tx.insert(nightTitles).values(items.map((item, position) => ({ nightId, position, ...item })));
  await tx
    .update(nights)
    .set({ phase: 'voting', startedAt: sql`now()`, modelVersion })
    .where(eq(nights.id, nightId));
}
