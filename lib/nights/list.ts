import { and, desc, eq, type SQL, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { nightMembers, nights } from '../../db/schema/nights.ts';
import { blocks } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';
import { summaryColumns } from '../catalog/summary-columns.ts';
import { belongs } from './actor.ts';
import type { NightList, NightSummary } from './types.ts';

const MOST_PAST = 100;

/** The nights somebody is asked to or was at. One that was called off, or that they never came to, is not of the past. */
export async function listNights(viewerId: string): Promise<NightList> {
  const isRunning = sql`${nights.phase} in ('gathering', 'voting', 'final')`;
  const [running, past] = await Promise.all([
    readSummaries(viewerId, isRunning),
    readSummaries(viewerId, and(eq(nights.phase, 'decided'), eq(nightMembers.attendance, 'in')), MOST_PAST),
  ]);
  return { running, past };
}

async function readSummaries(
  viewerId: string,
  condition: SQL | undefined,
  most = 1000,
): Promise<NightSummary[]> {
  const rows = await database()
    .select({
      id: nights.id,
      name: nights.name,
      phase: nights.phase,
      isHost: sql<boolean>`coalesce(${nights.hostId} = ${viewerId}, false)`,
      attendance: sql<NightSummary['attendance']>`${nightMembers.attendance}`,
      others: othersOf(viewerId),
      createdAt: nights.createdAt,
      endedAt: nights.endedAt,
      title: summaryColumns,
      watched: nightMembers.watched,
    })
    .from(nightMembers)
    .innerJoin(nights, eq(nights.id, nightMembers.nightId))
    .leftJoin(titles, eq(titles.id, nights.resultId))
    .where(and(eq(nightMembers.userId, viewerId), belongs, condition))
    .orderBy(desc(sql`coalesce(${nights.endedAt}, ${nights.createdAt})`), desc(nights.id))
    .limit(most);
  return rows.map(({ createdAt, endedAt, ...night }) => ({
    ...night,
    createdAt: createdAt.toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    toConfirm: night.title !== null && night.attendance === 'in' && night.watched === null,
  }));
}

/** Names of everybody else who is not out, in the order in which they came. */
function othersOf(viewerId: string): SQL<string[]> {
  return sql<string[]>`(
    select coalesce(json_agg(case when exists (
        select 1 from ${blocks} b where (b.blocker_id = ${viewerId}::uuid and b.blocked_id = u.id)
          or (b.blocked_id = ${viewerId}::uuid and b.blocker_id = u.id))
      then 'Somebody' else coalesce(u.display_name, o.name) end order by o.joined_at, o.id), '[]')
    from night_members o left join users u on u.id = o.user_id
    where o.night_id = ${nights.id} and o.attendance in ('asked', 'in')
      and o.user_id is distinct from ${viewerId}::uuid)`;
}
