/**
 * The privacy matrix of verbs: every export of `lib/actions` has a row and is called by a friend, a stranger, somebody blocked
 * and somebody signed out, aimed at what is the owner's. A verb without a row fails the test. To add one, say
 *
 *   'file.verb': row((target) => input, friend's answer, stranger's, blocked one's)
 *
 * `target` holds ids of the owner's things; the answer is `ok` or the code of the error, `ok` when left out. What holds for all
 * need not be said: signed out it is `unauthenticated` (but for `forEverybody`), nothing changes but the caller's own rows
 * (but for `reaches`), a thing that is not for the caller answers as one that does not exist, and no answer holds a secret.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, test, vi } from 'vitest';
import { database } from '../../db/client.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { befriend, makeTitle, makeUser } from '../../db/testing/factories.ts';
import { provideEnv } from '../env.ts';
import { DomainError } from '../errors.ts';
import { rateTitle } from '../library/rate.ts';
import { watchTitle } from '../library/watch.ts';
import { createList } from '../lists/create-list.ts';
import { addToList } from '../lists/items.ts';
import { makeLink } from '../lists/links.ts';
import { setNote } from '../lists/notes.ts';
import { createNight } from '../nights/create.ts';
import { saveGroup } from '../nights/groups.ts';
import { blockPerson } from '../social/blocks.ts';
import { createInvite } from '../social/invites.ts';
import { sendTitle } from '../social/sends.ts';
import type { ActionResult } from './action.ts';

type User = Awaited<ReturnType<typeof makeUser>>;
const session = vi.hoisted(() => ({ viewer: null as { id: string } | null }));

vi.mock('../session.ts', () => ({
  currentViewer: async () => session.viewer,
  requireViewer: async () => {
    if (session.viewer) return session.viewer;
    throw new DomainError('unauthenticated', 'Please sign in to do that.');
  },
  startSession: async () => {},
  endSession: async () => {},
  nightActor: async () => ({ userId: session.viewer?.id ?? null, secret: null }),
  guestPasses: async () => [],
  giveGuestPass: async () => {},
  takeGuestPass: async () => {},
}));
vi.mock('next/headers', () => ({
  headers: async () => new Map(),
  cookies: async () => ({ get: () => undefined, getAll: () => [], set: () => {}, delete: () => {} }),
}));
vi.mock('next/server', () => ({ after: () => {} }));

beforeAll(async () => {
  await createTestDatabase();
  provideEnv({ AUTH_SECRET: 'a secret of these tests and of nothing else' });
});

/** What is the owner's, or ids of nothing. */
type Target = {
  readonly personId: string;
  readonly handle: string;
  readonly titleId: number;
  readonly watchId: string;
  readonly sendId: string;
  readonly listId: string;
  readonly itemId: string;
  readonly listLink: string;
  readonly listToken: string;
  readonly nightId: string;
  readonly code: string;
  readonly groupId: string;
  readonly inviteId: string;
  readonly inviteToken: string;
};
type Answer = 'ok' | string;
type Row = {
  readonly aim: (target: Target) => unknown;
  readonly answers: Readonly<Record<'friend' | 'stranger' | 'blocked', Answer>>;
};

function row(aim: Row['aim'], friend: Answer = 'ok', stranger = friend, blocked = stranger): Row {
  return { aim, answers: { friend, stranger, blocked } };
}

const nothing = () => undefined;
const title = ({ titleId }: Target) => ({ titleId });
const person = ({ personId }: Target) => ({ personId });
const watch = ({ watchId, titleId }: Target) => ({ watchId, titleId });
const letter = ({ sendId }: Target) => ({ sendId });
const list = ({ listId }: Target) => ({ listId });
const item = ({ listId, itemId }: Target) => ({ listId, itemId });
const member = ({ listId, personId }: Target) => ({ listId, member: personId });
const night = ({ nightId }: Target) => ({ nightId });
const group = ({ groupId }: Target) => ({ groupId });
const day = { watchedOn: '2024-05-01', precision: 'day' };
const credentials = { email: 'nobody@example.org', password: 'a ticket for the matinee' };

const rows: Readonly<Record<string, Row>> = {
  'account.signUp': row(() => {
    const handle = `p_${randomUUID().slice(0, 8)}`;
    return { ...credentials, email: `${handle}@example.org`, handle, displayName: 'Somebody new' };
  }),
  'account.signIn': row(() => credentials, 'unauthenticated'),
  'account.enterDemo': row(nothing, 'not-found'),
  'account.signOut': row(nothing),
  'account.signOutEverywhere': row(nothing),
  'account.changePassword': row(() => ({ current: '', password: credentials.password })),
  'account.changeProfile': row(({ handle }) => ({ displayName: 'Taken', handle }), 'conflict'),
  'account.deleteAccount': row(({ handle }) => ({ handle }), 'invalid'),
  'account.createToken': row(() => ({ name: 'Kitchen' })),
  'account.revokeToken': row(({ personId }) => ({ tokenId: personId })),
  'catalog.flagTitle': row((target) => ({ ...title(target), flagged: true }), 'forbidden'),
  'description.describeTaste': row(() => ({ text: 'slow films' })),
  'description.removeChoice': row(() => ({ facet: 'genre', value: 'drama' })),
  'description.addChoice': row(() => ({ facet: 'genre', value: 'drama', wanted: true })),
  'friends.requestFriendship': row(({ handle }) => ({ handle }), 'ok', 'ok', 'not-found'),
  'friends.acceptFriendship': row(person, 'ok', 'not-found'),
  'friends.declineFriendship': row(person),
  'friends.cancelRequest': row(person),
  'friends.removeFriend': row(person),
  'friends.restoreFriendship': row(person, 'ok', 'not-found'),
  'friends.blockPerson': row(person),
  'friends.unblockPerson': row(person),
  'invites.createInvite': row(() => ({ expiresInDays: 7, singleUse: true })),
  'invites.revokeInvite': row(({ inviteId }) => ({ inviteId })),
  'invites.restoreInvite': row(({ inviteId }) => ({ inviteId }), 'not-found'),
  'invites.acceptInvitation': row(({ inviteToken }) => ({ token: inviteToken }), 'ok', 'ok', 'not-found'),
  'library.rate': row((target) => ({ ...title(target), stars: 3 })),
  'library.markWatched': row((target) => ({ ...watch(target), ...day }), 'conflict'),
  'library.editWatch': row((target) => ({ ...watch(target), ...day }), 'not-found'),
  'library.removeWatch': row(watch),
  'library.setWatchCounts': row((target) => ({ ...watch(target), counts: false }), 'not-found'),
  'library.setWatchlisted': row((target) => ({ ...title(target), on: true })),
  'library.setLiked': row((target) => ({ ...title(target), on: true })),
  'library.setProgress': row((target) => ({ ...title(target), progress: 'started' })),
  'library.dismiss': row(({ personId }) => ({ scope: 'friend', value: personId }), 'ok', 'not-found'),
  'library.undismiss': row(({ personId }) => ({ scope: 'friend', value: personId })),
  'library.muteTitle': row((target) => ({ ...title(target), muted: true })),
  'lists.createList': row((target) => ({ ...list(target), name: 'Mine', description: '' }), 'not-found'),
  'lists.describeList': row(
    (target) => ({
      ...list(target),
      was: { name: 'a', description: '' },
      to: { name: 'b', description: '' },
    }),
    'not-found',
  ),
  'lists.setListArchived': row((target) => ({ ...list(target), archived: true }), 'not-found'),
  'lists.deleteList': row(list, 'not-found'),
  'lists.bringListBack': row(list, 'not-found'),
  'lists.addToList': row((target) => ({ ...item(target), ...title(target) }), 'not-found'),
  'lists.removeFromList': row(item, 'not-found'),
  'lists.putBackOnList': row(item, 'not-found'),
  'lists.moveOnList': row(
    (target) => ({ ...item(target), side: 'before', besideId: target.itemId }),
    'not-found',
  ),
  'lists.noteOnList': row((target) => ({ ...item(target), text: 'mine' }), 'not-found'),
  'lists.voteOnList': row((target) => ({ ...item(target), vote: 1 }), 'not-found'),
  'lists.inviteToList': row(
    (target) => ({ ...list(target), handle: target.handle, role: 'viewer' }),
    'not-found',
  ),
  'lists.answerListInvitation': row((target) => ({ ...list(target), accept: true }), 'not-found'),
  'lists.reopenListInvitation': row(list, 'not-found'),
  'lists.setListRole': row((target) => ({ ...member(target), role: 'viewer' }), 'not-found'),
  'lists.removeListMember': row(member, 'not-found'),
  'lists.restoreListMember': row(member, 'not-found'),
  'lists.handListOver': row(member, 'not-found'),
  'lists.leaveList': row(list, 'not-found'),
  'lists.returnToList': row(list, 'not-found'),
  'lists.makeListLink': row(
    (target) => ({ ...list(target), inviteId: randomUUID(), role: 'viewer', days: 7, once: false }),
    'not-found',
  ),
  'lists.revokeListLink': row((target) => ({ ...list(target), inviteId: target.listLink }), 'not-found'),
  'lists.joinListByLink': row(({ listToken }) => ({ token: listToken }), 'ok', 'ok', 'not-found'),
  'nights.createNight': row(({ personId }) => ({
    ...{ rule: 'average', constraints: {}, hotSeat: false, userIds: [personId] },
  })),
  'nights.changeNight': row((target) => ({ ...night(target), name: 'Mine' }), 'not-found'),
  'nights.inviteToNight': row((target) => ({ ...night(target), userIds: [target.personId] }), 'not-found'),
  'nights.joinNight': row(({ code }) => ({ code }), 'ok', 'ok', 'not-found'),
  'nights.setAttendance': row((target) => ({ ...night(target), attendance: 'in' }), 'not-found'),
  'nights.addAtHostsPhone': row((target) => ({ ...night(target), name: 'Guest' }), 'not-found'),
  'nights.removeFromNight': row((target) => ({ ...night(target), memberId: target.personId }), 'not-found'),
  'nights.checkNight': row(night, 'not-found'),
  'nights.startNight': row(night, 'not-found'),
  'nights.endNight': row(night, 'not-found'),
  'nights.cancelNight': row(night, 'not-found'),
  'nights.confirmNight': row((target) => ({ ...night(target), watched: true }), 'not-found'),
  'nights.keepGuestNight': row(() => ({ likedTitleIds: [] })),
  'nights.saveGroup': row(
    (target) => ({ ...group(target), name: 'Mine', userIds: [target.personId] }),
    'not-found',
    'invalid',
  ),
  'nights.deleteGroup': row(group),
  'nights.restoreGroup': row(
    (target) => ({ ...group(target), name: 'Mine', userIds: [target.personId] }),
    'not-found',
    'invalid',
  ),
  'preferences.changePreferences': row(() => ({ shareDiary: 'everyone' })),
  'preferences.setPersonalised': row(() => ({ personalised: false })),
  'preferences.renewPageLink': row(nothing),
  'preferences.chooseTaste': row(() => ({ genres: ['drama'], languages: [] })),
  'preferences.setFriendInfluence': row(
    ({ personId }) => ({ friendId: personId, influence: 2 }),
    'ok',
    'not-found',
  ),
  'preferences.resetTaste': row(nothing),
  'preferences.bringTasteBack': row(nothing, 'conflict'),
  'preferences.setFollowed': row(() => ({ name: 'Ada Maker', on: true })),
  'sends.sendTitle': row(
    ({ personId, titleId }) => ({ titleId, userIds: [personId], note: '', ids: [randomUUID()] }),
    'ok',
    'not-found',
  ),
  'sends.takeBackSends': row(({ sendId }) => ({ sent: [{ id: sendId, noteBefore: null }] })),
  'sends.acceptSend': row(letter, 'not-found'),
  'sends.declineSend': row(letter, 'not-found'),
  'sends.reopenSend': row((target) => ({ ...letter(target), takeOff: false }), 'not-found'),
  'sends.thankSender': row(letter, 'not-found'),
  'sends.takeBackThanks': row(letter, 'not-found'),
  'sends.seeThanks': row(() => ({})),
  'slate.refreshSlate': row(() => ({ kind: null })),
  'welcome.finishWelcome': row(() => ({
    ...{ picks: [], genres: [], languages: [], description: '', without: [] },
  })),
  'notes.writeNote': row((target) => ({ ...title(target), text: 'mine', spoils: false })),
  'notes.removeNote': row(title),
  'companions.tagCompanions': row(({ watchId, personId }) => ({ watchId, userIds: [personId] }), 'not-found'),
  'companions.setCompanions': row(({ watchId, personId }) => ({ watchId, userIds: [personId] }), 'not-found'),
  'companions.answerCompanion': row(({ watchId }) => ({ watchId, accept: true }), 'not-found'),
  'companions.takeBackAnswer': row(({ watchId }) => ({ watchId }), 'not-found'),
};

const forEverybody = [
  'account.signUp',
  'account.signIn',
  'account.enterDemo',
  'account.signOut',
  'nights.joinNight',
  'nights.setAttendance',
];
/** Where an id that is nobody's yet makes something new: then there is nothing that the answer could be like. */
const makes = ['lists.createList', 'nights.saveGroup', 'nights.restoreGroup'];
/** Verbs that are meant to leave something with the owner: a friendship made or ended, an answer, a place at the table. */
const reaches = [
  'account.signUp',
  'friends.removeFriend',
  'friends.blockPerson',
  'invites.acceptInvitation',
  'lists.joinListByLink',
  'nights.createNight',
  'nights.joinNight',
];

type Verb = (input: unknown) => Promise<ActionResult<unknown>>;

async function readVerbs(): Promise<Map<string, Verb>> {
  const files = readdirSync(import.meta.dirname).filter((name) => /^(?!action\.)[\w-]+\.ts$/.test(name));
  const verbs = new Map<string, Verb>();
  for (const file of files) {
    const exported = (await import(path.join(import.meta.dirname, file))) as Record<string, unknown>;
    for (const [name, verb] of Object.entries(exported)) {
      if (typeof verb === 'function') verbs.set(`${file.replace(/\.ts$/, '')}.${name}`, verb as Verb);
    }
  }
  return verbs;
}

const secret = () => `Secret-${randomUUID()}`;

async function makeTarget(owner: User): Promise<{ target: Target; secrets: readonly string[] }> {
  const titleId = (await makeTitle()).id;
  const ids = { watchId: randomUUID(), listId: randomUUID(), itemId: randomUUID(), listLink: randomUUID() };
  const [sendId, name] = [randomUUID(), secret()];
  await rateTitle(owner.id, titleId, 5);
  await watchTitle(owner.id, { watchId: ids.watchId, titleId, watchedOn: null, precision: 'unknown' });
  await createList(owner.id, { listId: ids.listId, name, description: name });
  await addToList(owner.id, { ...ids, titleId });
  await setNote(owner.id, { ...ids, text: name });
  const link = { listId: ids.listId, inviteId: ids.listLink, role: 'viewer', days: 7, once: false } as const;
  const { token: listToken } = await makeLink(owner.id, link);
  const pal = await makeUser();
  await befriend(owner, pal);
  await sendTitle(owner.id, { titleId, userIds: [pal.id], note: name, ids: [sendId] });
  const night = { rule: 'average', constraints: {}, userIds: [pal.id], hotSeat: false, name } as const;
  const { nightId, code } = await createNight(owner.id, night);
  const { groupId } = await saveGroup(owner.id, { name, userIds: [pal.id] });
  const invite = await createInvite(owner.id, { expiresInDays: 7, singleUse: false });
  const [inviteId, inviteToken] = [invite.id, invite.path.replace('/invite/', '')];
  const { id: personId, handle } = owner;
  const links = { listToken, nightId, code, groupId, inviteId, inviteToken };
  return { target: { personId, handle, titleId, sendId, ...ids, ...links }, secrets: [name] };
}

/** Ids of nothing, beside a title, which is no secret. */
function nobodys({ titleId }: Target): Target {
  const [personId, watchId, sendId, listId, itemId] = [1, 2, 3, 4, 5].map(() => randomUUID());
  const [listLink, nightId, groupId, inviteId] = [1, 2, 3, 4].map(() => randomUUID());
  const token = (id: string) => `${id}.${'x'.repeat(22)}`;
  return {
    ...{ personId, watchId, sendId, listId, itemId, listLink, nightId, groupId, inviteId, titleId },
    ...{ handle: `p_${randomUUID().slice(0, 8)}`, code: 'BCDFGH' },
    ...{ listToken: token(listLink!), inviteToken: token(inviteId!) },
  } as Target;
}

/** Every row of the database in which the caller does not stand; what only counts is left out. */
async function rowsOfOthers(callerId: string): Promise<string> {
  const columns = await database().execute<{ table: string; columns: string[] }>(sql`
    select t.relname as table, array_agg(a.attname) filter (where a.attname is not null) as columns
    from pg_class t
    join pg_namespace n on n.oid = t.relnamespace and n.nspname = 'public'
    left join pg_constraint c on c.conrelid = t.oid and c.contype = 'f' and c.confrelid = 'users'::regclass
    left join pg_attribute a on a.attrelid = t.oid and a.attnum = c.conkey[1]
    where t.relkind = 'r' and t.relname not in ('topics', 'rate_limits', 'titles') group by t.relname order by t.relname`);
  const parts = columns.map(({ table, columns: people }) => {
    const own = [...(people ?? []), ...(table === 'users' ? ['id'] : [])];
    const others = own.map((column) => `${column} is distinct from '${callerId}'`).join(' and ') || 'true';
    return `select '${table}' as name, md5(coalesce(string_agg(r::text, ',' order by r::text), '')) as rows from ${table} r where ${others}`;
  });
  const found = await database().execute<{ name: string; rows: string }>(sql.raw(parts.join(' union all ')));
  return JSON.stringify(Object.fromEntries(found.map(({ name, rows: of }) => [name, of])), null, 1);
}

const viewerOf = (user: User) => ({ ...user, welcomed: true });
const codeOf = (result: ActionResult<unknown>) => (result.ok ? 'ok' : result.code);

test('every verb has a row in the privacy matrix', async () => {
  const verbs = await readVerbs();
  expect(verbs.size).toBeGreaterThan(60);
  expect([...verbs.keys()].filter((name) => !(name in rows))).toEqual([]);
  expect(Object.keys(rows).filter((name) => !verbs.has(name))).toEqual([]);
});

const known = [...(await readVerbs())];

test.each(known)('%s gives each caller their own answer and nobody a secret', async (name, verb) => {
  const { aim, answers } = rows[name]!;
  const [owner, friend, stranger, blocked] = [
    await makeUser({ displayName: secret() }),
    await makeUser(),
    await makeUser(),
    await makeUser(),
  ];
  await befriend(owner, friend);
  await blockPerson(owner.id, blocked.id);
  const { target, secrets } = await makeTarget(owner);
  const seen: Record<string, Answer> = {};
  for (const [caller, user] of Object.entries({ stranger, blocked, friend })) {
    session.viewer = viewerOf(user);
    const before = await rowsOfOthers(user.id);
    const result = await verb(aim(target));
    seen[caller] = codeOf(result);
    if (!reaches.includes(name)) expect(await rowsOfOthers(user.id), `changed by ${caller}`).toBe(before);
    const told = caller === 'blocked' ? [...secrets, owner.displayName] : secrets;
    for (const one of told) expect(JSON.stringify(result), `told to ${caller}`).not.toContain(one);
    if (!result.ok && result.code === 'not-found' && !makes.includes(name)) {
      const missing = nobodys(target);
      const unknown = await verb(aim(missing));
      const plain = (text: string) => text.replaceAll(missing.handle, '…').replaceAll(target.handle, '…');
      expect(plain(JSON.stringify(result)), `looks missing to ${caller}`).toBe(
        plain(JSON.stringify(unknown)),
      );
    }
  }
  expect(seen).toEqual(answers);
  if (forEverybody.includes(name)) return;
  session.viewer = null;
  expect(codeOf(await verb(aim(target))), 'signed out').toBe('unauthenticated');
});
