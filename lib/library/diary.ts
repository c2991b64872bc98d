import { sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { watches } from '../../db/schema/library.ts';
import { titles } from '../../db/schema/titles.ts';
import { withinMaturityLimit } from '../catalog/maturity.ts';
import type { TitleWithState } from '../catalog/summary.ts';
import { summariesOf } from '../catalog/titles.ts';
import { DomainError } from '../errors.ts';
import { type Companion, type Companions, ownCompanions } from './companions.ts';
import { type NightOf, readNightsOf } from './nights-of.ts';
import type { Precision, Watch } from './watch-date.ts';

export type DiaryEntry = Watch & {
  readonly title: TitleWithState;
  readonly rewatch: boolean;
  readonly companions: readonly Companion[];
  /** The night it was chosen at. */
  readonly night: NightOf | null;
};
export type DiaryPage = {
  readonly entries: readonly DiaryEntry[];
  /** Where the earlier page begins; null on the last one. */
  readonly earlier: string | null;
  /** Viewings in the whole diary. */
  readonly total: number;
};

const PAGE = 50;

type Row = {
  id: string;
  title_id: number;
  watched_on: string | null;
  precision: Precision;
  counts: boolean;
  rewatch: boolean;
  night_id: string | null;
  key_day: string;
  key_rank: number;
  key_created: string;
  total: number;
};

/** Viewings, latest first; of one day the exact ones before "that month" and "that year", the undated ones last. */
export async function readDiary(userId: string, before: string | null = null): Promise<DiaryPage> {
  const cursor = before === null ? null : parseCursor(before);
  const key = sql`key_day, key_rank, key_created, id`;
  const rows = await database().execute<Row>(sql`
    with diary as (
      select w.id, w.title_id, w.night_id, w.watched_on::text, w.precision, w.counts, coalesce(w.watched_on, '0001-01-01')::text as key_day,
        case w.precision when 'day' then 3 when 'month' then 2 when 'year' then 1 else 0 end as key_rank,
        to_char(w.created_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') as key_created
      from ${watches} w join ${titles} on ${titles.id} = w.title_id
      where w.user_id = ${userId} and ${withinMaturityLimit(userId)}
    ), marked as (
      select *, counts and row_number() over (partition by title_id, counts order by ${key}) > 1 as rewatch,
        count(*) over ()::int as total
      from diary
    )
    select * from marked
    ${cursor === null ? sql`` : sql`where (${key}) < (${cursor[0]}, ${cursor[1]}::int, ${cursor[2]}, ${cursor[3]}::uuid)`}
    order by key_day desc, key_rank desc, key_created desc, id desc
    limit ${PAGE + 1}`);
  const page = rows.slice(0, PAGE);
  const [summaries, companions, nights] = await Promise.all([
    summariesOf(
      page.map((row) => row.title_id),
      userId,
    ),
    ownCompanions(
      userId,
      page.map((row) => row.id),
    ),
    readNightsOf(
      userId,
      page.flatMap((row) => row.night_id ?? []),
    ),
  ]);
  const named = { summaries, companions, nights };
  const last = page.at(-1);
  return {
    entries: page.flatMap((row) => entryOf(row, named)),
    earlier: rows.length > PAGE && last ? cursorOf(last) : null,
    total: rows[0]?.total ?? 0,
  };
}

type Named = {
  readonly summaries: ReadonlyMap<number, TitleWithState>;
  readonly companions: Companions;
  readonly nights: ReadonlyMap<string, NightOf>;
};

function entryOf(row: Row, { summaries, companions, nights }: Named): DiaryEntry[] {
  const title = summaries.get(row.title_id);
  if (!title) return [];
  const { id, watched_on: watchedOn, precision, counts, rewatch } = row;
  return [
    {
      id,
      watchedOn,
      precision,
      counts,
      rewatch,
      title,
      companions: companions.get(id) ?? [],
      night: (row.night_id && nights.get(row.night_id)) || null,
    },
  ];
}

function cursorOf(row: Row): string {
  return Buffer.from(JSON.stringify([row.key_day, row.key_rank, row.key_created, row.id])).toString(
    'base64url',
  );
}

function parseCursor(text: string): [string, number, string, string] {
  try {
    const [day, rank, created, id] = JSON.parse(Buffer.from(text, 'base64url').toString());
    const sound = /^\d{4}-\d\d-\d\d$/.test(day) && Number.isInteger(rank) && /^[\d :.-]{26}$/.test(created);
    if (sound && /^[\da-f-]{36}$/.test(id)) return [day, rank, created, id];
  } catch {
    // Not one of ours: answered below.
  }
  throw new DomainError('invalid', 'This part of the diary cannot be found. Start again from the latest.');
}
