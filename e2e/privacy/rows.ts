/**
 * The privacy matrix of pages and GET routes: one row each, by its folder in `app/` without the groups in brackets. A page or a
 * route without a row fails the test. To add one, say
 *
 *   places     where to look: addresses with the world's own ids in them
 *   tells      what an owner's secrets there are told to those who may see them (else silence would look like safety)
 *   toFriends  that only friends are told, whoever else may see it
 *   tellsOurs  the same of the shared list and night, told to owner and friend alone
 *   allows     what may stand there though it is nobody's section: whoever has a code knows the night's name
 *   meets      signed-in people who are no friends may read each other's names there
 *   catalogue  films stand there for everybody, so that their names tell nothing
 *
 * Whatever is not said is checked against what holds everywhere: see `whatIsHidden` in judge.ts.
 */
import { AUDIENCES, type Caller, type Owner, type World } from './world.ts';

export type Place = {
  readonly url: string;
  /** Whose page's secret address it is. */
  readonly byLinkOf?: Owner;
};

export type Row = {
  readonly places: (world: World, caller: Caller) => readonly Place[];
  readonly tells?: (owner: Owner, place: Place) => readonly string[];
  readonly toFriends?: true;
  readonly tellsOurs?: (world: World) => readonly string[];
  readonly allows?: (world: World, caller: Caller, place: Place) => readonly string[];
  readonly meets?: true;
  readonly catalogue?: true;
};

const at =
  (...urls: string[]): Row['places'] =>
  () =>
    urls.map((url) => ({ url }));

const still = (url: string): Row => ({ places: at(url) });
const films = ({ films: of }: Owner) => [of.ratings.name, of.diary.name, of.watchlist.name];
/** The owner of a list or a night is known to whoever was given its code or link, unless one of them blocked the other. */
const byCode = (secret: (world: World) => string): NonNullable<Row['allows']> => {
  return (world, caller) => (caller === 'blocked' ? [] : [secret(world), world.owners[0]!.name]);
};
/** What people do on a list that they share is told to all of it, whomever else their sections are for. */
const onOurList: NonNullable<Row['allows']> = ({ owners }, caller, { url }) =>
  caller === 'friend' && !url.includes('kind=') ? [owners[0]!.name] : [];
const isSlug = ({ films: of }: Owner, { url }: Place) =>
  [of.ratings, of.diary, of.watchlist].some(({ slug }) => url.endsWith(slug));
const titlePages = (prefix: string): Row['places'] => {
  return ({ owners }) =>
    owners.flatMap(({ films: of }) =>
      [of.ratings, of.diary, of.watchlist].map(({ slug }) => ({ url: `${prefix}${slug}` })),
    );
};

export const pages: Readonly<Record<string, Row>> = {
  '/': { places: at('/', '/?feed=latest'), catalogue: true },
  '/activity': {
    places: at('/activity', '/activity?kind=ratings', '/activity?kind=watches', '/activity?kind=wishes'),
    catalogue: true,
    allows: onOurList,
  },
  '/diary': still('/diary'),
  '/friends': { places: at('/friends'), meets: true },
  '/inbox': { places: at('/inbox'), meets: true },
  '/invite/[token]': {
    places: ({ invite }) => [{ url: invite }],
    allows: byCode(({ owners }) => owners[0]!.handle),
  },
  '/join': still('/join'),
  '/join/[code]': {
    places: ({ night }) => [{ url: `/join/${night.code}` }],
    allows: byCode(({ night }) => night.name),
  },
  '/latest': {
    places: at('/latest'),
    catalogue: true,
    tells: ({ name }) => [name],
    toFriends: true,
  },
  '/lists': { places: at('/lists'), tellsOurs: ({ list }) => [list.name], meets: true },
  '/lists/[listId]': {
    places: ({ list }) => [{ url: `/lists/${list.id}` }],
    tellsOurs: ({ list }) => [list.name, list.note],
    catalogue: true,
  },
  '/lists/join/[token]': {
    places: ({ list }) => [{ url: list.join }],
    allows: byCode(({ list }) => list.name),
  },
  '/nights': { places: at('/nights'), tellsOurs: ({ night }) => [night.name], meets: true },
  '/nights/new': { places: at('/nights/new'), meets: true },
  '/nights/[nightId]': {
    places: ({ night }) => [{ url: `/nights/${night.id}` }],
    tellsOurs: ({ night }) => [night.name],
  },
  '/p/[token]': {
    places: ({ owners }) => owners.map((owner) => ({ url: `${owner.link}?all=watchlist`, byLinkOf: owner })),
    tells: (owner, place) =>
      place.byLinkOf === owner && owner.audience !== 'me' && owner.audience !== 'friends'
        ? [owner.name, owner.pal, ...films(owner)]
        : [],
  },
  '/people/[handle]': {
    places: ({ owners }) =>
      owners.flatMap(({ handle }) => [
        { url: `/people/${handle}` },
        // For nobody but the owner: everybody else gets the page as it is for them.
        { url: `/people/${handle}?as=friend` },
        { url: `/people/${handle}?as=link&all=diary` },
      ]),
    tells: (owner, { url }) =>
      url === `/people/${owner.handle}` ? [owner.name, owner.pal, ...films(owner)] : [],
    meets: true,
  },
  '/recommended': { places: at('/recommended'), catalogue: true },
  '/search': {
    places: ({ tag }) => [{ url: '/search' }, { url: `/search?q=${tag}` }],
    catalogue: true,
  },
  '/settings': still('/settings'),
  '/settings/account': still('/settings/account'),
  '/settings/privacy': still('/settings/privacy'),
  '/settings/taste': { places: at('/settings/taste'), meets: true },
  '/settings/tokens': still('/settings/tokens'),
  // Whoever is signed in is sent home.
  '/sign-in': { places: at('/sign-in'), catalogue: true },
  '/sign-up': { places: at('/sign-up'), catalogue: true },
  '/titles/[slug]': {
    places: titlePages('/titles/'),
    catalogue: true,
    tells: (owner, place) => (isSlug(owner, place) ? [owner.name] : []),
    toFriends: true,
  },
  '/watchlist': still('/watchlist'),
  '/welcome': { places: at('/welcome'), catalogue: true },
};

export const routes: Readonly<Record<string, Row>> = {
  '/api/activity': {
    places: at('/api/activity', '/api/activity?kind=ratings', '/api/activity?kind=notes'),
    catalogue: true,
    tells: (owner, { url }) => (url.endsWith('notes') ? [owner.name, owner.note] : [owner.name]),
    toFriends: true,
    allows: onOurList,
  },
  '/api/auth/[...nextauth]': { places: at('/api/auth/session', '/api/auth/providers') },
  '/api/feed': { places: at('/api/feed'), catalogue: true },
  '/api/friends': { places: at('/api/friends'), meets: true },
  '/api/friends/figures': { places: at('/api/friends/figures'), meets: true },
  '/api/friends/names': { places: at('/api/friends/names'), meets: true },
  '/api/handles/[handle]': {
    places: ({ owners }) => owners.map(({ handle }) => ({ url: `/api/handles/${handle}` })),
  },
  '/api/health': still('/api/health'),
  '/api/inbox': { places: at('/api/inbox'), meets: true },
  '/api/inbox/count': still('/api/inbox/count'),
  '/api/inbox/sent': { places: at('/api/inbox/sent'), meets: true },
  '/api/invites': still('/api/invites'),
  '/api/latest': {
    places: at('/api/latest'),
    catalogue: true,
    tells: ({ name }) => [name],
    toFriends: true,
  },
  '/api/lists': { places: at('/api/lists'), tellsOurs: ({ list }) => [list.name], meets: true },
  '/api/lists/[listId]': {
    places: ({ list }) => [{ url: `/api/lists/${list.id}` }],
    tellsOurs: ({ list }) => [list.name, list.note],
    catalogue: true,
  },
  '/api/lists/[listId]/activity': {
    places: ({ list }) => [{ url: `/api/lists/${list.id}/activity` }],
    tellsOurs: ({ tag }) => [`Film-listed-${tag}`],
    catalogue: true,
  },
  '/api/lists/[listId]/suggestions': {
    places: ({ list }) => [{ url: `/api/lists/${list.id}/suggestions` }],
    catalogue: true,
  },
  '/api/lists/for-title': {
    places: ({ list }) => [{ url: `/api/lists/for-title?title=${list.titleId}` }],
    tellsOurs: ({ list }) => [list.name],
  },
  '/api/metrics': still('/api/metrics'),
  '/api/nights/[nightId]': {
    places: ({ night }) => [{ url: `/api/nights/${night.id}` }],
    tellsOurs: ({ night }) => [night.name],
  },
  '/api/people': {
    places: ({ tag }) => AUDIENCES.map((audience) => ({ url: `/api/people?q=Owner-${audience}-${tag}` })),
    meets: true,
  },
  '/api/recipients': {
    places: ({ owners }) =>
      owners.map(({ films: of }) => ({ url: `/api/recipients?titleId=${of.diary.id}` })),
    meets: true,
  },
  '/api/recommend/[userId]': {
    places: ({ ids, owners }) =>
      [...Object.values(ids), ...owners.map(({ id }) => id)].map((id) => ({
        url: `/api/recommend/${id}?seed=1`,
      })),
    catalogue: true,
  },
  '/api/search': { places: ({ tag }) => [{ url: `/api/search?q=${tag}` }], catalogue: true },
  // Nobody's own topics: an open stream has no end to wait for.
  '/api/streams': {
    places: ({ owners, list, night }, caller) =>
      owners
        .filter(({ audience }) => caller !== 'owner' || audience !== 'me')
        .map(({ id }) => `person:${id}`)
        .concat(caller === 'owner' || caller === 'friend' ? [] : [`list:${list.id}`, `night:${night.id}`])
        .map((topic) => ({ url: `/api/streams?topic=${topic}` })),
  },
  '/api/titles/[slug]': { places: titlePages('/api/titles/'), catalogue: true },
  '/api/welcome/sample': { places: at('/api/welcome/sample'), catalogue: true },
  '/posters/[slug]': { places: titlePages('/posters/'), catalogue: true },
};
