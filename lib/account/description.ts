import { and, eq, inArray } from 'drizzle-orm';
import { database, type Queryable, transaction } from '../../db/client.ts';
import { events } from '../../db/schema/log.ts';
import { tasteChoices, users } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';
import { GENRES, KEYWORDS, KINDS } from '../../db/seed/vocabulary.ts';
import { type Chip, type Described, readDescription } from '../catalog/describe/describe.ts';
import { readLexicon } from '../catalog/describe/read-lexicon.ts';
import { DomainError } from '../errors.ts';
import { appendEvent } from '../event-log/log.ts';
import { choiceName, refusalName } from '../format.ts';
import { MOODS } from '../recommender/taste/choices.ts';
import type { Choice } from '../recommender/types.ts';

/** Something said of taste, in words: "Telugu", "Nothing gory". */
export type ChoiceInWords = Choice & { readonly words: string };

export type Understood = {
  readonly choices: readonly ChoiceInWords[];
  /** What was not understood, as it was written. */
  readonly unread: readonly string[];
};

export type Description = { readonly text: string; readonly choices: readonly ChoiceInWords[] };

type Said = Pick<Choice, 'facet' | 'value'>;

export const MOST_CHARACTERS = 1000;

/** What a description says, without keeping anything. */
export async function understand(text: string): Promise<Understood> {
  const { chips, unread } = await readText(text);
  return { choices: await inWords(chips.map(withoutSource)), unread };
}

async function readText(text: string): Promise<Described> {
  if (text.length > MOST_CHARACTERS)
    throw new DomainError('invalid', `That is longer than ${MOST_CHARACTERS} characters. Say it shorter.`);
  return readDescription(text, await readLexicon());
}

/**
 * Keeps a description and what was understood of it but `without`, in place of the one before. What was chosen from
 * the lists or followed stays as it is, also where the description says the same. What was taken out of the one before
 * stays out as long as the words for it are the same.
 */
export async function describeTaste(
  userId: string,
  text: string,
  without: readonly Said[] = [],
): Promise<Understood> {
  const { chips, unread } = await readText(text);
  const choices = await inWords(chips.map(withoutSource));
  return transaction(async (tx) => {
    const textBefore = await replaceText(tx, userId, text);
    const before = await readDescribed(userId, tx);
    const out = choices.filter((choice) => without.some((said) => isSame(said, choice)));
    for (const { facet, value } of out)
      await appendEvent(tx, userId, { type: 'choice-removed', facet, value });
    const still = await findStillOut(tx, userId, chips, before, textBefore);
    const kept = choices.filter((choice) => ![...out, ...still].some((one) => isSame(one, choice)));
    if (before.length !== kept.length || !kept.every((one) => before.some((old) => isEqual(old, one)))) {
      await tx.delete(tasteChoices).where(isDescribed(userId));
      await insertChoices(tx, userId, kept);
      await appendEvent(tx, userId, { type: 'taste-described', choices: kept.map(withoutSource) });
    }
    return { choices: kept, unread };
  });
}

/** Gives back the text before. The lock keeps two tabs from mixing their descriptions. */
async function replaceText(tx: Queryable, userId: string, text: string): Promise<string> {
  const person = eq(users.id, userId);
  const [user] = await tx.select({ text: users.description }).from(users).where(person).for('update');
  await tx.update(users).set({ description: text.trim() }).where(person);
  return user?.text ?? '';
}

/** What was taken out one by one, and is said in the very words that said it then. */
async function findStillOut(
  tx: Queryable,
  userId: string,
  chips: readonly Chip[],
  before: readonly Choice[],
  textBefore: string,
): Promise<Chip[]> {
  const rows = await tx
    .select({ payload: events.payload })
    .from(events)
    .where(and(eq(events.userId, userId), eq(events.type, 'choice-removed')));
  if (rows.length === 0) return [];
  const { chips: old } = await readText(textBefore);
  return chips.filter(
    (chip) =>
      rows.some(({ payload }) => isSame(payload as Said, chip)) &&
      !before.some((one) => isSame(one, chip)) &&
      old.some((one) => isEqual(one, chip) && one.said.toLowerCase() === chip.said.toLowerCase()),
  );
}

/** The description as it was written, and what is left of what was understood. */
export async function readOwnDescription(userId: string): Promise<Description> {
  const [[user], choices] = await Promise.all([
    database().select({ text: users.description }).from(users).where(eq(users.id, userId)),
    readDescribed(userId, database()),
  ]);
  return { text: user?.text ?? '', choices: await inWords(choices) };
}

/** Takes back one thing that was chosen or described. Taking back what is not there changes nothing. */
export function removeChoice(userId: string, { facet, value }: Said): Promise<void> {
  return transaction(async (tx) => {
    const removed = await tx
      .delete(tasteChoices)
      .where(and(isOwn(userId), eq(tasteChoices.facet, facet), eq(tasteChoices.value, value)))
      .returning({ facet: tasteChoices.facet });
    if (removed.length > 0) await appendEvent(tx, userId, { type: 'choice-removed', facet, value });
  });
}

/** Puts back what `removeChoice` took. */
export async function addChoice(userId: string, choice: Choice): Promise<void> {
  if (!isKnown(choice)) throw new DomainError('invalid', `“${choice.value}” is no ${choice.facet} we know.`);
  const [known] = await inWords([choice]);
  if (!known) throw new DomainError('not-found', 'That title is not in the catalogue any more.');
  await transaction(async (tx) => {
    const added = await insertChoices(tx, userId, [choice]);
    if (added > 0) await appendEvent(tx, userId, { type: 'choice-added', ...withoutSource(choice) });
  });
}

function isKnown({ facet, value }: Choice): boolean {
  const among = (words: readonly string[]) => words.includes(value);
  switch (facet) {
    case 'genre':
      return among(GENRES);
    case 'keyword':
      return among(KEYWORDS);
    case 'kind':
      return among(KINDS);
    case 'mood':
      return Object.hasOwn(MOODS, value);
    case 'decade':
      return /^(19|20)\d0$/.test(value);
    case 'language':
      return /^[a-z]{2,3}$/.test(value);
    case 'title':
      return /^\d{1,9}$/.test(value);
    case 'person':
      return value.trim() !== '';
  }
}

/** Choices with what they are called; titles that are gone are left out. */
export async function inWords(choices: readonly Choice[]): Promise<ChoiceInWords[]> {
  const ids = choices.flatMap(({ facet, value }) => (facet === 'title' ? [Number(value)] : []));
  const rows =
    ids.length > 0
      ? await database()
          .select({ id: titles.id, name: titles.name })
          .from(titles)
          .where(inArray(titles.id, ids))
      : [];
  const names = new Map(rows.map(({ id, name }) => [String(id), name]));
  return choices.flatMap((choice) => {
    const name = names.get(choice.value) ?? '';
    if (choice.facet === 'title' && name === '') return [];
    return [{ ...choice, words: choice.wanted ? choiceName(choice, name) : refusalName(choice, name) }];
  });
}

function readDescribed(userId: string, db: Queryable): Promise<Choice[]> {
  return db
    .select({ facet: tasteChoices.facet, value: tasteChoices.value, wanted: tasteChoices.wanted })
    .from(tasteChoices)
    .where(isDescribed(userId))
    .orderBy(tasteChoices.createdAt, tasteChoices.facet, tasteChoices.value);
}

async function insertChoices(tx: Queryable, userId: string, choices: readonly Choice[]): Promise<number> {
  if (choices.length === 0) return 0;
  const added = await tx
    .insert(tasteChoices)
    .values(choices.map((choice) => ({ userId, ...withoutSource(choice), origin: 'described' as const })))
    .onConflictDoNothing()
    .returning({ facet: tasteChoices.facet });
  return added.length;
}

function isDescribed(userId: string) {
  return and(eq(tasteChoices.userId, userId), eq(tasteChoices.origin, 'described'));
}

/** Not what is followed: that ends by unfollowing. */
function isOwn(userId: string) {
  return and(eq(tasteChoices.userId, userId), inArray(tasteChoices.origin, ['described', 'chosen']));
}

function withoutSource({ facet, value, wanted }: Choice | Chip): Choice {
  return { facet, value, wanted };
}

function isSame(one: Said, other: Said): boolean {
  return one.facet === other.facet && one.value === other.value;
}

function isEqual(one: Choice, other: Choice): boolean {
  return isSame(one, other) && one.wanted === other.wanted;
}
