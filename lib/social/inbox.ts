/** What waits for somebody's answer, from whatever part of Matinee, and the news they have not seen. */
import { and, eq, gt, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { users } from '../../db/schema/people.ts';
import { sends } from '../../db/schema/sends.ts';
import type { TitleWithState } from '../catalog/summary.ts';
import { summariesOf } from '../catalog/titles.ts';
import type { WatchDate } from '../library/watch-date.ts';
import { readVersions } from '../live/topics.ts';
import type { Person } from './people.ts';
import { amongFriends } from './sends.ts';
import { unseenThanks, type WaitingRow, waitingFor, whereShown } from './waiting.ts';

export type InboxItem =
  | (Waiting & { readonly kind: 'friend-request' })
  | (Waiting & {
      readonly kind: 'title';
      readonly id: string;
      readonly title: TitleWithState;
      readonly note: string;
    })
  | (Waiting &
      WatchDate & {
        readonly kind: 'watched-with';
        readonly id: string;
        readonly title: TitleWithState;
      })
  | (Asked & { readonly kind: 'list'; readonly role: 'editor' | 'viewer' })
  | (Asked & { readonly kind: 'night' })
  | {
      readonly kind: 'night-result';
      readonly id: string;
      readonly name: string;
      readonly title: TitleWithState;
      readonly at: string;
    };

type Waiting = {
  readonly person: Person;
  /** ISO time. */
  readonly at: string;
};

/** To a list, or to a night: by its id and its name. Nobody asks any more where they have left Matinee. */
type Asked = Omit<Waiting, 'person'> & {
  readonly id: string;
  readonly name: string;
  readonly person: Person | null;
};

/** Nothing that needs an answer: thanks that came, and titles a friend sent for which thanks can be said. */
export type InboxNews = Waiting & {
  readonly kind: 'thanks' | 'may-thank';
  readonly id: string;
  readonly title: TitleWithState;
  readonly isNew: boolean;
};

export type Inbox = {
  /** Of the topic `person:ID` when this was read. */
  readonly version: number;
  readonly waiting: readonly InboxItem[];
  readonly news: readonly InboxNews[];
};

export type InboxCount = { readonly version: number; readonly waiting: number };

/** More is said as "99+". */
const MOST_COUNTED = 100;
const MOST_NEWS = 20;
const NEWS_DAYS = 30;

/** For the badge: what waits for an answer, and thanks that were not seen yet. */
export async function countInbox(viewerId: string): Promise<InboxCount> {
  const version = await readVersion(viewerId);
  const [row] = await database().execute<{ waiting: number }>(sql`
    select count(*)::int as waiting from (
      select from (${waitingFor(viewerId)} union all ${unseenThanks(viewerId)}) w
      ${whereShown(viewerId)} limit ${MOST_COUNTED}
    ) counted`);
  return { version, waiting: row?.waiting ?? 0 };
}

export async function readInbox(viewerId: string): Promise<Inbox> {
  const version = await readVersion(viewerId);
  const [rows, news] = await Promise.all([readWaiting(viewerId), readNews(viewerId)]);
  const shown = [...rows, ...news];
  const [people, summaries] = await Promise.all([
    readPeople(shown.flatMap((row) => row.person_id ?? [])),
    summariesOf([...new Set(shown.flatMap((row) => row.title_id ?? []))], viewerId),
  ]);
  const known = { people, summaries };
  return {
    version,
    waiting: rows.flatMap((row) => itemOf(row, known) ?? []),
    news: news.flatMap((row) => newsOf(row, known) ?? []),
  };
}

async function readVersion(viewerId: string): Promise<number> {
  const topic = `person:${viewerId}` as const;
  return (await readVersions([topic])).get(topic) ?? 0;
}

function readWaiting(viewerId: string): Promise<WaitingRow[]> {
  return database().execute<WaitingRow>(sql`
    select w.kind, w.id, w.person_id, w.title_id, w.words, w.role, ${isoTime(sql`w.at`)} as at
    from (${waitingFor(viewerId)}) w ${whereShown(viewerId)}
    order by w.at desc, w.id limit ${MOST_COUNTED}`) as unknown as Promise<WaitingRow[]>;
}

type NewsRow = {
  kind: InboxNews['kind'];
  id: string;
  at: string;
  person_id: string;
  title_id: number;
  is_new: boolean;
};

/** Thanks of the last weeks, and those not seen; and what was seen lately after a friend had sent it. */
function readNews(viewerId: string): Promise<NewsRow[]> {
  const isLately = (moment: SQL) => sql`${moment} > now() - make_interval(days => ${NEWS_DAYS})`;
  const seenAt = sql`greatest(${libraryEntries.watchedAt}, ${libraryEntries.ratedAt})`;
  return database().execute<NewsRow>(sql`
    select w.kind, w.id, w.person_id, w.title_id, w.is_new, ${isoTime(sql`w.at`)} as at from (
      select 'thanks' as kind, ${sends.id} as id, ${sends.thankedAt} as at, ${sends.recipientId} as person_id,
        ${sends.titleId} as title_id, ${sends.thanksSeenAt} is null as is_new
      from ${sends}
      where ${and(
        eq(sends.senderId, viewerId),
        isNotNull(sends.thankedAt),
        amongFriends(),
        or(isNull(sends.thanksSeenAt), isLately(sql`${sends.thankedAt}`)),
      )}
      union all
      select 'may-thank', ${sends.id}, ${seenAt}, ${sends.senderId}, ${sends.titleId}, false
      from ${sends} join ${libraryEntries}
        on ${and(eq(libraryEntries.userId, sends.recipientId), eq(libraryEntries.titleId, sends.titleId))}
      where ${and(
        eq(sends.recipientId, viewerId),
        eq(sends.state, 'accepted'),
        isNull(sends.thankedAt),
        amongFriends(),
        gt(seenAt, sends.sentAt),
        isLately(seenAt),
      )}
    ) w ${whereShown(viewerId)}
    order by w.at desc, w.id limit ${MOST_NEWS}`) as unknown as Promise<NewsRow[]>;
}

type Known = {
  readonly people: ReadonlyMap<string, Person>;
  readonly summaries: ReadonlyMap<number, TitleWithState>;
};

async function readPeople(ids: readonly string[]): Promise<ReadonlyMap<string, Person>> {
  if (ids.length === 0) return new Map();
  const rows = await database()
    .select({ id: users.id, handle: users.handle, name: users.displayName })
    .from(users)
    .where(inArray(users.id, [...new Set(ids)]));
  return new Map(rows.map((person) => [person.id, person]));
}

function itemOf(row: WaitingRow, { people, summaries }: Known): InboxItem | null {
  const { kind, at, words } = row;
  const person = people.get(row.person_id ?? '') ?? null;
  const title = summaries.get(row.title_id ?? 0);
  const id = row.id ?? '';
  switch (kind) {
    case 'friend-request':
      return person && { kind, person, at };
    case 'title':
      return person && title ? { kind, id, person, at, title, note: words } : null;
    case 'watched-with':
      return person && title ? { kind, id, person, at, title, ...watchDateOf(words) } : null;
    case 'list':
      return { kind, id, person, at, name: words, role: row.role ?? 'viewer' };
    case 'night':
      return { kind, id, person, at, name: words };
    case 'night-result':
      return title ? { kind, id, at, name: words, title } : null;
  }
}

function watchDateOf(words: string): WatchDate {
  const [precision, watchedOn] = words.split(' ');
  return { precision: precision as WatchDate['precision'], watchedOn: watchedOn || null };
}

function newsOf(row: NewsRow, { people, summaries }: Known): InboxNews | null {
  const person = people.get(row.person_id);
  const title = summaries.get(row.title_id);
  if (!person || !title) return null;
  return { kind: row.kind, id: row.id, person, at: row.at, title, isNew: row.is_new };
}

function isoTime(moment: SQL): SQL {
  return sql`to_char(${moment} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
