/** What happened, strictly by time: one reading for Latest and for Activity. Nothing is scored. */
import { type SQL, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { DomainError } from '../errors.ts';
import type { Section } from '../social/audience.ts';
import type { OpenFriend } from '../social/circle.ts';
import type { Place } from './runs.ts';

/** What a friend does with a title of their own accord. */
export type FriendVerb = 'rated' | 'liked' | 'watched' | 'watchlisted' | 'noted';
export type Verb = FriendVerb | 'listed' | 'decided' | 'added';

export type Happening = Place & {
  readonly verb: Verb;
  /** Null for what nobody in particular did. */
  readonly userId: string | null;
  readonly titleId: number;
  /** Half stars. */
  readonly rating: number | null;
  /** The viewing, the list or the night. */
  readonly refId: string | null;
};

export type Asked = {
  readonly viewer: { readonly id: string; readonly maturityLimit: number | null };
  readonly friends: readonly OpenFriend[];
  readonly verbs: readonly Verb[];
  /** Who may have put a title on a list that the viewer shares. */
  readonly listPeople?: ReadonlySet<string>;
};

type Row = {
  verb: Verb;
  user_id: string | null;
  title_id: number;
  at: string | null;
  tie: string;
  rating: number | null;
  ref_id: string | null;
};

export async function readHappened(asked: Asked, after: Place | null, limit: number): Promise<Happening[]> {
  const { viewer, verbs } = asked;
  const sources = verbs.map((verb) => sourceOf[verb](asked));
  const suited = viewer.maturityLimit === null ? sql`true` : sql`t.maturity <= ${viewer.maturityLimit}`;
  const rows = await database().execute<Row>(sql`
    select verb, user_id, title_id, at::text as at, tie, rating, ref_id
    from (${sql.join(sources, sql` union all `)}) as happened (verb, user_id, title_id, at, tie, rating, ref_id)
    join titles t on t.id = happened.title_id
    where ${isAfter(after)} and ${suited} and not t.flagged
    order by at desc nulls last, tie collate "C" desc
    limit ${limit}`);
  return rows.map(({ user_id: userId, title_id: titleId, ref_id: refId, ...row }) => ({
    ...row,
    userId,
    titleId,
    refId,
  }));
}

/** ISO time of a row's microseconds. */
export function timeOf(at: string): string {
  return new Date(Number(at) / 1000).toISOString();
}

export function cursorOf(place: Place | null): string | null {
  return place && `${place.at ?? ''}~${place.tie}`;
}

export function parseCursor(cursor: string | null): Place | null {
  if (cursor === null) return null;
  const match = /^(\d{0,20})~([\w:.-]{1,120})$/.exec(cursor);
  if (!match) throw new DomainError('invalid', 'That place in the list cannot be read. Reload the page.');
  return { at: match[1] || null, tie: match[2]! };
}

function isAfter(place: Place | null): SQL {
  if (place === null) return sql`true`;
  const { at, tie } = place;
  if (at === null) return sql`at is null and tie collate "C" < ${tie}`;
  return sql`(at is null or at < ${at}::bigint or (at = ${at}::bigint and tie collate "C" < ${tie}))`;
}

const micro = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000000)::bigint`);
const uuids = (ids: ReadonlySet<string> = new Set()) => sql`${`{${[...ids].join(',')}}`}::uuid[]`;

function whoShow(section: Section, friends: readonly OpenFriend[]): SQL {
  return uuids(new Set(friends.flatMap(({ id, shows }) => (shows.has(section) ? [id] : []))));
}

/** What an entry of somebody's library says, with the moment it was said. */
function entriesOf(verb: FriendVerb, column: string, owners: SQL, said = 'true'): SQL {
  const moment = sql.raw(`e.${column}`);
  return sql`
    select ${sql.raw(`'${verb}'`)}, e.user_id, e.title_id, ${micro(`e.${column}`)},
      ${sql.raw(`'${verb}:'`)} || e.user_id || ':' || e.title_id, ${sql.raw(verb === 'rated' ? 'e.rating' : 'null::smallint')}, null::uuid
    from library_entries e where e.user_id = any(${owners}) and ${moment} is not null and ${sql.raw(said)}`;
}

const sourceOf: Readonly<Record<Verb, (asked: Asked) => SQL>> = {
  rated: ({ friends }) => entriesOf('rated', 'rated_at', whoShow('ratings', friends), 'e.rating is not null'),
  liked: ({ friends }) => entriesOf('liked', 'liked_at', whoShow('ratings', friends), 'e.liked'),
  noted: ({ friends }) => entriesOf('noted', 'noted_at', whoShow('ratings', friends), 'e.note is not null'),
  watchlisted: ({ friends }) => entriesOf('watchlisted', 'watchlisted_at', whoShow('watchlist', friends)),
  watched: ({ friends }) => sql`
    select 'watched', w.user_id, w.title_id, ${micro('w.created_at')},
      'watched:' || w.user_id || ':' || w.title_id || ':' || w.id, null::smallint, w.id
    from watches w where w.user_id = any(${whoShow('diary', friends)}) and w.counts`,
  listed: ({ viewer, listPeople }) => sql`
    select 'listed', i.added_by, i.title_id, ${micro('i.added_at')}, 'listed:' || i.id, null::smallint, i.list_id
    from list_items i
    join list_members m on m.list_id = i.list_id and m.user_id = ${viewer.id} and m.state = 'joined'
    where i.removed_at is null and i.added_by = any(${uuids(listPeople)})`,
  decided: ({ viewer }) => sql`
    select 'decided', null::uuid, n.result_id, ${micro('n.ended_at')}, 'decided:' || n.id, null::smallint, n.id
    from nights n
    join night_members m on m.night_id = n.id and m.user_id = ${viewer.id} and m.attendance = 'in'
    where n.phase = 'decided' and n.ended_at is not null`,
  added: () => sql`
    select 'added', null::uuid, n.id, ${micro('n.added_at')},
      'added:' || lpad(n.year::text, 4, '0') || ':' || lpad(n.id::text, 10, '0'), null::smallint, null::uuid
    from titles n`,
};
