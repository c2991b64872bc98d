/** People whose sections are for each audience, with secrets that tell who said what, and the five who look. */
import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import type { Audience } from '../../db/schema/people.ts';
import { befriend, makeTitle, makeUser } from '../../db/testing/factories.ts';
import { rateTitle } from '../../lib/library/rate.ts';
import { watchTitle } from '../../lib/library/watch.ts';
import { setWatchlisted } from '../../lib/library/watchlist.ts';
import { createList } from '../../lib/lists/create-list.ts';
import { addToList } from '../../lib/lists/items.ts';
import { makeLink } from '../../lib/lists/links.ts';
import { answerListInvitation, inviteToList } from '../../lib/lists/members.ts';
import { setNote } from '../../lib/lists/notes.ts';
import { createNight } from '../../lib/nights/create.ts';
import { blockPerson } from '../../lib/social/blocks.ts';
import { createInvite } from '../../lib/social/invites.ts';
import { readPageLink } from '../../lib/social/page-link.ts';
import type { Person } from '../fixtures.ts';

export const AUDIENCES = ['me', 'friends', 'link', 'everyone'] as const satisfies readonly Audience[];
/** The owner is the one of the four who keeps everything to themselves. */
export const CALLERS = ['owner', 'friend', 'stranger', 'blocked', 'signed out'] as const;
export type Caller = (typeof CALLERS)[number];

type Film = { readonly id: number; readonly name: string; readonly slug: string };

export type Owner = {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly audience: Audience;
  readonly films: { readonly ratings: Film; readonly diary: Film; readonly watchlist: Film };
  /** Written about the rated film. */
  readonly note: string;
  /** The name of a friend who hides from nobody whose friend they are. */
  readonly pal: string;
  /** The path of the page by its secret address. */
  readonly link: string;
};

export type World = {
  readonly tag: string;
  readonly owners: readonly Owner[];
  /** A list and a night of the owner's, with the friend; nobody else may know of them. */
  readonly list: {
    readonly id: string;
    readonly titleId: number;
    readonly name: string;
    readonly note: string;
    /** The path of its invite link. */
    readonly join: string;
  };
  readonly night: { readonly id: string; readonly name: string; readonly code: string };
  /** The path of the owner's link that makes friends. */
  readonly invite: string;
  readonly ids: Readonly<Record<Exclude<Caller, 'signed out'>, string>>;
};

type Callers = Readonly<Record<Exclude<Caller, 'signed out'>, Person>>;

export async function makeWorld(tag: string, callers: Callers): Promise<World> {
  const owners: Owner[] = [];
  for (const audience of AUDIENCES) {
    const person = audience === 'me' ? callers.owner : await makeOwner(audience, tag);
    await befriend(person, callers.friend);
    owners.push(await fill(person, audience, tag));
    await blockPerson(person.id, callers.blocked.id);
  }
  const { owner, friend, stranger, blocked } = callers;
  return {
    tag,
    owners,
    list: await makeList(owner.id, friend, tag),
    night: await makeNight(owner.id, friend.id, tag),
    invite: (await createInvite(owner.id, { expiresInDays: 7, singleUse: false })).path,
    ids: { owner: owner.id, friend: friend.id, stranger: stranger.id, blocked: blocked.id },
  };
}

/** What the person is called and whom their sections are for. */
export function ownerOf(audience: Audience, tag: string) {
  const shared = { shareRatings: audience, shareDiary: audience, shareWatchlist: audience };
  return { displayName: `Owner-${audience}-${tag}`, ...shared, shareFriends: audience };
}

async function makeOwner(audience: Audience, tag: string) {
  const { displayName: name, ...rest } = await makeUser(ownerOf(audience, tag));
  return { ...rest, name };
}

async function fill(
  { id, handle, name }: { id: string; handle: string; name: string },
  audience: Audience,
  tag: string,
): Promise<Owner> {
  const film = async (section: string) => makeTitle({ name: `Film-${section}-${audience}-${tag}` });
  const films = { ratings: await film('rated'), diary: await film('seen'), watchlist: await film('wanted') };
  const note = `Note-${audience}-${tag}`;
  await rateTitle(id, films.ratings.id, 5);
  await database()
    .update(libraryEntries)
    .set({ note, notedAt: new Date() })
    .where(eq(libraryEntries.userId, id));
  const day = { watchedOn: '2024-05-01', precision: 'day' } as const;
  await watchTitle(id, { watchId: randomUUID(), titleId: films.diary.id, ...day });
  await setWatchlisted(id, films.watchlist.id, true);
  const pal = await makeUser({ displayName: `Pal-${audience}-${tag}`, shareFriends: 'everyone' });
  await befriend({ id }, pal);
  return { id, handle, name, audience, films, note, pal: pal.displayName, link: await readPageLink(id) };
}

async function makeList(ownerId: string, friend: Person, tag: string): Promise<World['list']> {
  const [id, itemId, inviteId] = [randomUUID(), randomUUID(), randomUUID()];
  const { id: titleId } = await makeTitle({ name: `Film-listed-${tag}` });
  const [name, note] = [`List-${tag}`, `Listnote-${tag}`];
  await createList(ownerId, { listId: id, name, description: '' });
  await addToList(ownerId, { listId: id, itemId, titleId });
  await setNote(ownerId, { listId: id, itemId, text: note });
  await inviteToList(ownerId, { listId: id, handle: friend.handle, role: 'editor' });
  await answerListInvitation(friend.id, { listId: id, accept: true });
  const { token } = await makeLink(ownerId, { listId: id, inviteId, role: 'viewer', days: 7, once: false });
  return { id, titleId, name, note, join: `/lists/join/${token}` };
}

async function makeNight(ownerId: string, friendId: string, tag: string) {
  const name = `Night-${tag}`;
  const night = { rule: 'average', constraints: {}, userIds: [friendId], hotSeat: false, name } as const;
  const { nightId, code } = await createNight(ownerId, night);
  return { id: nightId, name, code };
}
