/** A million people and their libraries, made by PostgreSQL itself: histories are log-normal, tastes are sets of titles. */
import { sql } from 'drizzle-orm';
import { database, type Queryable, transaction } from '../db/client.ts';
import { showProgress } from './report.ts';

const BATCH = 10_000;
/** Half of all people have so many titles or fewer; fewer than in `pipeline.ts`, as disk and an hour allow. */
const MEDIAN_LENGTH = 10;
const LENGTH_SPREAD = 0.9;
const TASTES = 64;
/** Each of so many people has the next three as friends. */
const SOCIAL = 20_000;
const EVENTS = 200_000;

export async function fillPeople(people: number, titles: number): Promise<void> {
  const progress = showProgress('people', people);
  await withoutIndexes(['library_entries', 'users'], async () => {
    for (let first = 1; first <= people; first += BATCH) {
      const last = Math.min(people, first + BATCH - 1);
      await transaction(async (tx) => {
        // What is made up is consistent: nothing needs to be looked up row by row.
        await tx.execute(sql`set local session_replication_role = replica`);
        await insertPeople(tx, first, last);
        await insertLibraries(tx, first, last, titles);
      });
      progress(last);
    }
  });
  await insertFriends(Math.min(SOCIAL, people));
  await insertEvents(people, titles);
  await database().execute(sql`vacuum analyze`);
}

/** The n-th person. */
export function idOf(person: number): string {
  return `00000000-0000-4000-8000-${person.toString(16).padStart(12, '0')}`;
}

const idSql = (n: string) => sql.raw(`('00000000-0000-4000-8000-' || lpad(to_hex(${n}), 12, '0'))::uuid`);

/** Indexes are many times quicker to build over what is there than to keep up with. */
async function withoutIndexes(tables: readonly string[], fill: () => Promise<void>): Promise<void> {
  const found = await database().execute<{ name: string; definition: string }>(sql`
    select indexname as name, indexdef as definition from pg_indexes
    where tablename in (${sql.join(
      tables.map((table) => sql`${table}`),
      sql`, `,
    )}) and indexdef not like '%UNIQUE%'`);
  for (const { name } of found) await database().execute(sql.raw(`drop index ${name}`));
  await fill();
  const progress = showProgress('indexes', found.length);
  for (const [place, { definition }] of found.entries()) {
    await database().execute(sql.raw(definition));
    progress(place + 1);
  }
}

async function insertPeople(tx: Queryable, first: number, last: number): Promise<void> {
  await tx.execute(sql`
    insert into users (id, email, handle, display_name, welcomed_at)
    select ${idSql('n')}, 'p' || n || '@bench.invalid', 'p' || n, 'Person ' || n, now()
    from generate_series(${first}::int, ${last}::int) as n`);
}

async function insertLibraries(tx: Queryable, first: number, last: number, titles: number): Promise<void> {
  await tx.execute(sql`
    insert into library_entries (user_id, title_id, rating, rated_at, liked, liked_at, watch_count, watched_at, changed_at)
    select id, title, rating, case when rating is not null then at end, liked, case when liked then at end, 1, at, at
    from (
      select ${idSql('n')} as id, title,
        case when random() < 0.7 then 1 + floor(10 * power(random(), 0.6))::int end as rating,
        random() < 0.15 as liked, now() - random() * interval '3 years' as at
      from (
        select n, least(1500, greatest(1, exp(random_normal(${Math.log(MEDIAN_LENGTH)}, ${LENGTH_SPREAD}))))::int as length
        from generate_series(${first}::int, ${last}::int) as n
      ) as person
      cross join lateral (
        select distinct case when random() < 0.8
          then 1 + (n % ${TASTES}::int) + ${TASTES}::int * floor(${Math.floor(titles / TASTES)}::int * power(random(), 2.5))::int
          else 1 + floor(${titles}::int * power(random(), 3))::int end as title
        from generate_series(1, person.length)
      ) as watched
    ) as entries`);
}

async function insertFriends(people: number): Promise<void> {
  await database().execute(sql`
    insert into friendships (low_id, high_id, requester_id, state)
    select ${idSql('n')}, ${idSql('n + k')}, ${idSql('n')}, 'friends'
    from generate_series(1, ${people - 3}::int) as n, generate_series(1, 3) as k`);
}

/** The last week's activity. */
async function insertEvents(people: number, titles: number): Promise<void> {
  await database().execute(sql`
    insert into events (id, user_id, type, title_id, payload, at)
    select gen_random_uuid(), ${idSql(`1 + floor(${people} * random())::int`)}, 'watched',
      1 + floor(${titles}::int * power(random(), 3))::int, '{}', now() - random() * interval '7 days'
    from generate_series(1, ${EVENTS}::int)`);
}
