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
  readonly listPeople?: Iterable<string>;
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
  const sources = asked.verbs.map((verb) => firstOf(verb, sourceOf[verb](asked), asked, after, limit));
  const rows = await database().execute<Row>(sql`
    select verb, user_id, title_id, at::text as at, tie, rating, ref_id
    from (${sql.join(sources, sql` union all `)}) as happened
    order by at desc nulls last, tie collate "C" desc
    limit ${limit}`);
  return rows.map(({ user_id: userId, title_id: titleId, ref_id: refId, ...row }) => ({
    ...row,
    userId,
    titleId,
    refId,
  }));
}

/** One kind of happening: rows of `from`, with expressions over its columns. */
type Source = {
  readonly from: SQL;
  readonly userId: string;
  readonly titleId: string;
  /** When it happened. */
  readonly at: string;
  /** What tells it from others of its kind in the same moment. */
  readonly tie: string;
  readonly rating?: string;
  readonly refId?: string;
};

/**
 * The first rows of one kind after a place. Each kind is cut off by itself, with all of its last moment, so that nothing is
 * made ready for the common order that cannot be on the page.
 */
function firstOf(verb: Verb, source: Source, { viewer }: Asked, after: Place | null, limit: number): SQL {
  const { from, userId, titleId, at, rating = 'null::smallint', refId = 'null::uuid' } = source;
  const tie = `'${verb}:' || ${source.tie}`;
  const suited = viewer.maturityLimit === null ? sql`true` : sql`t.maturity <= ${viewer.maturityLimit}`;
  return sql`(
    select ${sql.raw(`'${verb}' as verb, ${userId} as user_id, ${titleId} as title_id,
      (extract(epoch from ${at}) * 1000000)::bigint as at, ${tie} as tie, ${rating} as rating, ${refId} as ref_id`)}
    from ${from} join titles t on t.id = ${sql.raw(titleId)}
    where ${isAfter(after, sql.raw(at), sql.raw(tie))} and ${suited} and not t.flagged
    order by ${sql.raw(at)} desc nulls last
    fetch first ${sql.raw(String(limit))} rows with ties)`;
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

function isAfter(place: Place | null, at: SQL, tie: SQL): SQL {
  if (place === null) return sql`true`;
  if (place.at === null) return sql`(${at} is null and (${tie}) collate "C" < ${place.tie})`;
  const moment = sql`('epoch'::timestamptz + ${place.at}::bigint * interval '1 microsecond')`;
  return sql`(${at} is null or ${at} < ${moment} or (${at} = ${moment} and (${tie}) collate "C" < ${place.tie}))`;
}

function uuids(ids: Iterable<string>): SQL {
  return sql`${`{${[...ids].join(',')}}`}::uuid[]`;
}

function whoShow(section: Section, friends: readonly OpenFriend[]): SQL {
  return uuids(friends.flatMap(({ id, shows }) => (shows.has(section) ? [id] : [])));
}

/** What an entry of somebody's library says, with the moment it was said. */
function entriesOf(owners: SQL, at: string, said = 'true'): Source {
  return {
    from: sql`(
      select * from library_entries e
      where e.user_id = any(${owners}) and ${sql.raw(at)} is not null and ${sql.raw(said)}) e`,
    userId: 'e.user_id',
    titleId: 'e.title_id',
    at,
    tie: `e.user_id || ':' || e.title_id`,
  };
}

const sourceOf: Readonly<Record<Verb, (asked: Asked) => Source>> = {
  rated: ({ friends }) => ({
    ...entriesOf(whoShow('ratings', friends), 'e.rated_at', 'e.rating is not null'),
    rating: 'e.rating',
  }),
  liked: ({ friends }) => entriesOf(whoShow('ratings', friends), 'e.liked_at', 'e.liked'),
  noted: ({ friends }) => entriesOf(whoShow('ratings', friends), 'e.noted_at', 'e.note is not null'),
  watchlisted: ({ friends }) => entriesOf(whoShow('watchlist', friends), 'e.watchlisted_at'),
  watched: ({ friends }) => ({
    from: sql`(select * from watches w where w.user_id = any(${whoShow('diary', friends)}) and w.counts) w`,
    userId: 'w.user_id',
    titleId: 'w.title_id',
    at: 'w.created_at',
    tie: `w.user_id || ':' || w.title_id || ':' || w.id`,
    refId: 'w.id',
  }),
  listed: ({ viewer, listPeople = [] }) => ({
    from: sql`(
      select i.* from list_items i
      join list_members m on m.list_id = i.list_id and m.user_id = ${viewer.id} and m.state = 'joined'
      where i.removed_at is null and i.added_by = any(${uuids(listPeople)})) i`,
    userId: 'i.added_by',
    titleId: 'i.title_id',
    at: 'i.added_at',
    tie: 'i.id::text',
    refId: 'i.list_id',
  }),
  decided: ({ viewer }) => ({
    from: sql`(
      select n.* from nights n
      join night_members m on m.night_id = n.id and m.user_id = ${viewer.id} and m.attendance = 'in'
      where n.phase = 'decided' and n.ended_at is not null) n`,
    userId: 'null::uuid',
    titleId: 'n.result_id',
    at: 'n.ended_at',
    tie: 'n.id::text',
    refId: 'n.id',
  }),
  added: () => ({
    from: sql`titles n`,
    userId: 'null::uuid',
    titleId: 'n.id',
    at: 'n.added_at',
    tie: `lpad(n.year::text, 4, '0') || ':' || lpad(n.id::text, 10, '0')`,
  }),
};
