import { eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { type NightPhase, nightTitles } from '../../db/schema/nights.ts';
import type { NightProgress, Round } from './types.ts';

export type Tally = {
  readonly phase: NightPhase;
  /** Titles that this round asks about. */
  readonly size: number;
  /** Everybody who is in, and how many of the titles they have answered. `done` is what was noted down. */
  readonly there: readonly { readonly id: string; readonly done: boolean; readonly answered: number }[];
  /** What everybody who is in said yes to: by the rule the best of it. */
  readonly agreed: number | null;
};

export async function countVotes(tx: Queryable, nightId: string): Promise<Tally> {
  const [row] = await tx.execute<Tally>(sql`
    with night as (
      select id, phase, final_titles, case when phase = 'final' then 'final' else 'deck' end as round
      from nights where id = ${nightId}),
    there as (
      select id, done_at is not null as done from night_members
      where night_id = ${nightId} and attendance = 'in'),
    said as (
      select v.member_id, v.title_id, v.answer from night_votes v
      join there on there.id = v.member_id join night on night.round = v.round
      where v.night_id = ${nightId} and v.answer is not null),
    asked as (
      select t.title_id, t.position from night_titles t join night on night.id = t.night_id
      where night.phase <> 'final' or t.title_id = any(night.final_titles))
    select night.phase, (select count(*)::int from asked) as size,
      (select coalesce(jsonb_agg(jsonb_build_object('id', there.id, 'done', there.done, 'answered',
        (select count(*) from said join asked using (title_id) where said.member_id = there.id))), '[]')
        from there) as there,
      (select asked.title_id from asked
        where night.phase = 'voting' and (select count(*) from there) =
          (select count(*) from said where said.title_id = asked.title_id and said.answer)
        order by asked.position limit 1) as agreed
    from night`);
  return row!;
}

export function progressOf({ there, size }: Pick<Tally, 'there' | 'size'>): NightProgress {
  return {
    members: there.length,
    done: there.filter(({ answered }) => answered >= size).length,
    answered: there.reduce((sum, { answered }) => sum + answered, 0),
    of: there.length * size,
  };
}

/** The titles by how many of those who are in said yes in this round, then in the order of the rule. */
export async function bestFirst(tx: Queryable, nightId: string, round: Round): Promise<number[]> {
  const yeses = sql`(select count(*) from night_votes v join night_members m on m.id = v.member_id
    where v.night_id = ${nightId} and v.round = ${round} and v.answer and m.attendance = 'in'
      and v.title_id = ${nightTitles.titleId})`;
  const asked = round === 'deck' ? sql`true` : isInLastRound(nightId);
  const rows = await tx
    .select({ titleId: nightTitles.titleId })
    .from(nightTitles)
    .where(sql`${eq(nightTitles.nightId, nightId)} and ${asked}`)
    .orderBy(sql`${yeses} desc`, nightTitles.position);
  return rows.map(({ titleId }) => titleId);
}

function isInLastRound(nightId: string) {
  return sql`${nightTitles.titleId} = any((select n.final_titles from nights n where n.id = ${nightId})::int[])`;
}
