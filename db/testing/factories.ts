import { randomUUID } from 'node:crypto';
import { searchTextOf } from '../../lib/catalog/search-text.ts';
import { database } from '../client.ts';
import { friendships, users } from '../schema/people.ts';
import { titles } from '../schema/titles.ts';
import { slugOf } from '../seed/slug.ts';

type User = typeof users.$inferSelect;
type Title = typeof titles.$inferSelect;

/** A person with only what matters to the test given. */
export async function makeUser(given: Partial<typeof users.$inferInsert> = {}): Promise<User> {
  const handle = given.handle ?? `p_${randomUUID().slice(0, 8)}`;
  const named = {
    handle,
    email: `${handle}@example.org`,
    displayName: capitalised(handle),
    welcomedAt: new Date(),
  };
  const [user] = await database()
    .insert(users)
    .values({ ...named, ...given })
    .returning();
  return user!;
}

/** A film with only what matters to the test given. */
export async function makeTitle(given: Partial<typeof titles.$inferInsert> = {}): Promise<Title> {
  const name = given.name ?? `Film ${randomUUID().slice(0, 8)}`;
  const facts = {
    ...plainFilm,
    name,
    originalName: name,
    slug: slugOf(name, given.year ?? plainFilm.year),
    ...given,
  };
  const [title] = await database()
    .insert(titles)
    .values({ searchText: searchTextOf(facts), ...facts })
    .returning();
  return title!;
}

const plainFilm = {
  year: 2000,
  kind: 'film' as const,
  genres: ['drama'],
  countries: ['US'],
  language: 'en',
  runtime: 100,
  makers: ['Ada Maker'],
  cast: ['Bo Actor'],
  keywords: ['friendship', 'city', 'night'],
  maturity: 0,
  licence: 'low' as const,
  synopsis: 'Two people meet in a city at night, and by morning neither of them is quite who they were.',
};

/** Makes two people friends, whichever way round their ids are. */
export async function befriend(one: { readonly id: string }, other: { readonly id: string }): Promise<void> {
  const [lowId, highId] = [one.id, other.id].sort() as [string, string];
  await database()
    .insert(friendships)
    .values({ lowId, highId, requesterId: one.id, state: 'friends' })
    .onConflictDoUpdate({ target: [friendships.lowId, friendships.highId], set: { state: 'friends' } });
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
