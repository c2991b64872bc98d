import { and, count, desc, eq, sql } from 'drizzle-orm';
import { database, type Queryable, transaction } from '../../db/client.ts';
import { tasteChoices, users } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';
import { GENRES } from '../../db/seed/vocabulary.ts';
import { DomainError } from '../errors.ts';
import { appendEvent } from '../event-log/log.ts';
import type { Choice } from '../recommender/types.ts';

export type Taste = { readonly genres: readonly string[]; readonly languages: readonly string[] };

export async function readTaste(userId: string, db: Queryable = database()): Promise<Taste> {
  const rows = await db
    .select({ facet: tasteChoices.facet, value: tasteChoices.value })
    .from(tasteChoices)
    .where(isChosen(userId))
    .orderBy(tasteChoices.value);
  const valuesOf = (facet: 'genre' | 'language') =>
    rows.filter((row) => row.facet === facet).map((row) => row.value);
  return { genres: valuesOf('genre'), languages: valuesOf('language') };
}

/** Everything the person said of their taste, the first said first. */
export async function readChoices(userId: string, db: Queryable = database()): Promise<Choice[]> {
  return db
    .select({ facet: tasteChoices.facet, value: tasteChoices.value, wanted: tasteChoices.wanted })
    .from(tasteChoices)
    .where(eq(tasteChoices.userId, userId))
    .orderBy(tasteChoices.createdAt, tasteChoices.facet, tasteChoices.value)
    .prepare('choices')
    .execute();
}

/** Replaces what was chosen before. Choosing the same again changes nothing and leaves no event. */
export function chooseTaste(userId: string, chosen: Taste): Promise<void> {
  const taste = { genres: distinct(chosen.genres), languages: distinct(chosen.languages) };
  refuseUnknownWords(taste);
  return transaction(async (tx) => {
    // The lock keeps two tabs from mixing their choices.
    await tx.select({ id: users.id }).from(users).where(eq(users.id, userId)).for('update');
    const before = await readTaste(userId, tx);
    if (same(before.genres, taste.genres) && same(before.languages, taste.languages)) return;
    await tx.delete(tasteChoices).where(isChosen(userId));
    const rows = [
      ...taste.genres.map((value) => ({ userId, facet: 'genre' as const, value })),
      ...taste.languages.map((value) => ({ userId, facet: 'language' as const, value })),
    ];
    if (rows.length > 0) await tx.insert(tasteChoices).values(rows).onConflictDoNothing();
    await appendEvent(tx, userId, { type: 'taste-chosen', ...taste });
  });
}

/** What there is to choose from: every genre, and the catalogue's languages, most titles first. */
export async function readTasteOptions(): Promise<Taste> {
  const rows = await database()
    .select({ language: titles.language })
    .from(titles)
    .groupBy(titles.language)
    .orderBy(desc(count()), sql`1`);
  return { genres: GENRES, languages: rows.map((row) => row.language) };
}

/** Genres and languages picked from the lists; what was described or followed is kept apart. */
function isChosen(userId: string) {
  return and(eq(tasteChoices.userId, userId), eq(tasteChoices.origin, 'chosen'));
}

function refuseUnknownWords({ genres, languages }: Taste): void {
  const known = new Set<string>(GENRES);
  const genre = genres.find((value) => !known.has(value));
  if (genre !== undefined) throw new DomainError('invalid', `There is no genre called “${genre}”.`);
  const language = languages.find((value) => !/^[a-z]{2,3}$/.test(value));
  if (language !== undefined) throw new DomainError('invalid', `“${language}” is not a language code.`);
  if (languages.length > 40) throw new DomainError('invalid', 'Choose at most 40 languages.');
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function same(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.toSorted().every((value, index) => value === other[index]);
}
