/** The chronological feed: what friends did and what was added, strictly by time. Nothing is scored. */
import { sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import type { TitleWithState } from '../catalog/summary.ts';
import { summariesOf } from '../catalog/titles.ts';
import { DomainError } from '../errors.ts';
import type { Section } from '../social/audience.ts';
import { friendsWithSections, type OpenFriend } from '../social/circle.ts';
import type { FeedViewer } from './viewer.ts';

export type FriendVerb = 'rated' | 'liked' | 'watched' | 'watchlisted';

export type LatestEntry = {
  readonly key: string;
  readonly title: TitleWithState;
  /** ISO time; null for the catalogue that the instance began with, which comes last, newest films first. */
  readonly at: string | null;
  readonly friend: { readonly id: string; readonly name: string; readonly handle: string } | null;
  readonly verbs: readonly FriendVerb[];
  readonly rating: number | null;
};

export type LatestPage = { readonly entries: readonly LatestEntry[]; readonly nextCursor: string | null };

type Row = {
  verb: FriendVerb | 'added';
  user_id: string | null;
  title_id: number;
  /** Microseconds, as text: exact, so that a page boundary never drops or repeats a row. */
  at: string | null;
  /** Order among rows of one moment. */
  tie: string;
  rating: number | null;
};

/** Rows come by `at` descending (null last), then `tie` descending; the cursor is the last row's pair. */
export async function readLatest(
  viewer: FeedViewer,
  cursor: string | null,
  limit: number,
): Promise<LatestPage> {
  const friends = await friendsWithSections(viewer.id);
  const rows = await selectRows(viewer, friends, parseCursor(cursor), limit + 1);
  const shown = rows.slice(0, limit);
  const titles = await summariesOf([...new Set(shown.map((row) => row.title_id))], viewer.id);
  const byId = new Map(friends.map((friend) => [friend.id, friend]));
  const entries: LatestEntry[] = [];
  for (const row of shown) {
    const title = titles.get(row.title_id);
    if (!title) continue;
    const friend = row.user_id === null ? null : (byId.get(row.user_id) ?? null);
    const previous = entries.at(-1);
    if (
      friend &&
      previous?.friend?.id === friend.id &&
      previous.title.id === title.id &&
      row.verb !== 'added'
    ) {
      entries[entries.length - 1] = joinVerb(previous, row.verb, row.rating);
      continue;
    }
    entries.push({
      key: `${row.at ?? 'start'}-${row.tie}`,
      title,
      at: row.at === null ? null : new Date(Number(row.at) / 1000).toISOString(),
      friend: friend && { id: friend.id, name: friend.name, handle: friend.handle },
      verbs: row.verb === 'added' ? [] : [row.verb],
      rating: row.rating === null ? null : row.rating / 2,
    });
  }
  const last = shown.at(-1);
  const nextCursor = rows.length > limit && last ? `${last.at ?? ''}~${last.tie}` : null;
  return { entries, nextCursor };
}

/** "Watched" and "rated" of the same title, one after the other, are one line. */
function joinVerb(entry: LatestEntry, verb: FriendVerb, rating: number | null): LatestEntry {
  const verbs = entry.verbs.includes(verb) ? entry.verbs : [...entry.verbs, verb];
  return { ...entry, verbs, rating: entry.rating ?? (rating === null ? null : rating / 2) };
}

type Cursor = { readonly at: string | null; readonly tie: string };

function parseCursor(cursor: string | null): Cursor | null {
  if (cursor === null) return null;
  const match = /^(\d{0,20})~([\w:.-]{1,120})$/.exec(cursor);
  if (!match) throw new DomainError('invalid', 'That place in the list cannot be read. Reload the page.');
  return { at: match[1] || null, tie: match[2]! };
}

async function selectRows(
  viewer: FeedViewer,
  friends: readonly OpenFriend[],
  cursor: Cursor | null,
  limit: number,
): Promise<Row[]> {
  const whoShow = (section: Section) => {
    const ids = friends.flatMap(({ id, shows }) => (shows.has(section) ? [id] : []));
    return sql`${`{${ids.join(',')}}`}::uuid[]`;
  };
  const micro = (column: string) => sql.raw(`(extract(epoch from ${column}) * 1000000)::bigint`);
  const tie = (verb: string, table: string) =>
    sql.raw(`'${verb}:' || ${table}.user_id || ':' || ${table}.title_id`);
  const after =
    cursor === null
      ? sql`true`
      : cursor.at === null
        ? sql`at is null and tie collate "C" < ${cursor.tie}`
        : sql`(at is null or at < ${cursor.at}::bigint or (at = ${cursor.at}::bigint and tie collate "C" < ${cursor.tie}))`;
  const suited = viewer.maturityLimit === null ? sql`true` : sql`t.maturity <= ${viewer.maturityLimit}`;
  return database().execute<Row>(sql`
    select verb, user_id, title_id, at::text as at, tie, rating from (
      select 'rated' as verb, e.user_id, e.title_id, ${micro('e.rated_at')} as at, ${tie('rated', 'e')} as tie, e.rating
        from library_entries e where e.user_id = any(${whoShow('ratings')}) and e.rated_at is not null and e.rating is not null
      union all
      select 'liked', e.user_id, e.title_id, ${micro('e.liked_at')}, ${tie('liked', 'e')}, null
        from library_entries e where e.user_id = any(${whoShow('ratings')}) and e.liked and e.liked_at is not null
      union all
      select 'watchlisted', e.user_id, e.title_id, ${micro('e.watchlisted_at')}, ${tie('listed', 'e')}, null
        from library_entries e where e.user_id = any(${whoShow('watchlist')}) and e.watchlisted_at is not null
      union all
      select 'watched', w.user_id, w.title_id, ${micro('w.created_at')}, ${tie('watched', 'w')} || ':' || w.id, null
        from watches w where w.user_id = any(${whoShow('diary')}) and w.counts
      union all
      select 'added', null, n.id, ${micro('n.added_at')},
        'added:' || lpad(n.year::text, 4, '0') || ':' || lpad(n.id::text, 10, '0'), null
        from titles n
    ) as happened
    join titles t on t.id = happened.title_id
    where ${after} and ${suited} and not t.flagged
    order by at desc nulls last, tie collate "C" desc
    limit ${limit}`) as unknown as Promise<Row[]>;
}
