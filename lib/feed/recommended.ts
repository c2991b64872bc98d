/** What was recommended lately, with each reason as it was then: the slate log, read back for the person it is about. */
import { sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { slateItems, slates } from '../../db/schema/log.ts';
import { titles } from '../../db/schema/titles.ts';
import { withinMaturityLimit } from '../catalog/maturity.ts';
import { DomainError } from '../errors.ts';
import type { Explanation } from '../recommender/types.ts';
import { readTitlesOf } from './page.ts';
import type { FeedItem, NamedTitles } from './types.ts';

export type RecommendedEntry = FeedItem & {
  readonly key: string;
  /** When it was on the screen, ISO: its day is the browser's to say. */
  readonly at: string;
};

export type RecommendedPage = {
  readonly entries: readonly RecommendedEntry[];
  readonly named: NamedTitles;
  /** Where the earlier page begins; null on the last one. */
  readonly earlier: string | null;
};

const PAGE = 40;
const DAYS = 30;

type Row = {
  title_id: number;
  slate_id: string;
  position: number;
  day: string;
  at: string;
  explanation: Explanation;
};

/**
 * What was on the viewer's screen in the last thirty days, newest first; a title that came several times on one day
 * stands there once, with its last reason.
 */
export async function readRecommended(
  viewerId: string,
  before: string | null = null,
): Promise<RecommendedPage> {
  const cursor = before === null ? null : parseCursor(before);
  const rows = await database().execute<Row>(sql`
    with shown as (
      select distinct on (day, title_id) item.title_id, item.slate_id, item.position, item.explanation,
        (item.impressed_at at time zone 'UTC')::date::text as day,
        to_char(item.impressed_at at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS.US') as at
      from ${slates} slate
      join ${slateItems} item on item.slate_id = slate.id
      join ${titles} on ${titles.id} = item.title_id
      where slate.user_id = ${viewerId} and slate.created_at > now() - make_interval(days => ${DAYS})
        and item.impressed_at is not null and ${withinMaturityLimit(viewerId)}
      order by day, title_id, item.impressed_at desc
    )
    select * from shown
    ${cursor === null ? sql`` : sql`where (at, slate_id, -position) < (${cursor[0]}, ${cursor[1]}::uuid, ${-cursor[2]}::int)`}
    order by at desc, slate_id desc, position
    limit ${PAGE + 1}`);
  const page = rows.slice(0, PAGE);
  const { titles: known, named } = await readTitlesOf(
    viewerId,
    page.map((row) => ({ titleId: row.title_id, explanation: row.explanation })),
  );
  const last = page.at(-1);
  return {
    entries: page.flatMap((row): RecommendedEntry[] => {
      const title = known.get(row.title_id);
      const { day, position, explanation } = row;
      const at = `${row.at.replace(' ', 'T').slice(0, 23)}Z`;
      return title ? [{ key: `${day} ${title.id}`, at, title, position, explanation }] : [];
    }),
    named,
    earlier: rows.length > PAGE && last ? cursorOf(last) : null,
  };
}

function cursorOf(row: Row): string {
  return Buffer.from(JSON.stringify([row.at, row.slate_id, row.position])).toString('base64url');
}

function parseCursor(text: string): [string, string, number] {
  try {
    const [at, slate, position] = JSON.parse(Buffer.from(text, 'base64url').toString());
    const sound = /^\d{4}-\d\d-\d\d [\d:.]{15}$/.test(at) && /^[\da-f-]{36}$/.test(slate);
    if (sound && Number.isInteger(position)) return [at, slate, position];
  } catch {
    // Not one of ours: answered below.
  }
  throw new DomainError('invalid', 'This part of the list cannot be found. Start again from the latest.');
}
