import { sql } from 'drizzle-orm';
import { type Queryable, transaction } from '../../db/client.ts';
import { DomainError } from '../errors.ts';
import { announce, lockTopic } from '../live/topics.ts';
import { hashSecret, isNightId, type NightActor, noNight } from './actor.ts';
import { settle } from './settle.ts';
import type { VoteMessage, VoteOutcome, VotesAnswer } from './types.ts';

/**
 * Keeps what was said, each word once: the later turn of a member on a title counts, whatever arrives twice or out of
 * order. Four statements in one transaction, unless the night moves on.
 */
export async function recordVotes(
  actor: NightActor,
  nightId: string,
  votes: readonly VoteMessage[],
): Promise<VotesAnswer> {
  if (!isNightId(nightId)) throw noNight();
  return transaction(async (tx) => {
    const version = await lockTopic(tx, `night:${nightId}`);
    const outcomes = await keepVotes(tx, actor, nightId, votes);
    const { phase, progress, moved } = await settle(tx, nightId);
    await announce(tx, `night:${nightId}`, version, moved ? undefined : { progress });
    return { outcomes, phase, version, progress };
  }).catch(leaveOutWhatWasSaid);
}

/** A failed statement carries its parameters, and somebody reads the logs: here they are what nobody may ever read. */
function leaveOutWhatWasSaid(error: unknown): never {
  if (error instanceof DomainError) throw error;
  const { code } = (error as { cause?: { code?: string } }).cause ?? {};
  throw new Error(`The votes of a night were not recorded: ${code ?? 'no connection'}.`);
}

async function keepVotes(
  tx: Queryable,
  { userId, secret }: NightActor,
  nightId: string,
  votes: readonly VoteMessage[],
): Promise<VoteOutcome[]> {
  const guestHash = secret === null ? null : hashSecret(secret);
  const [row] = await tx.execute<{ belongs: boolean; outcomes: VoteOutcome[] }>(sql`
    with night as (select phase, host_id, final_titles from nights where id = ${nightId}),
    members as (
      select m.id, m.user_id = ${userId}::uuid or m.guest_hash = ${guestHash} as own,
        m.user_id is null and m.guest_hash is null and night.host_id = ${userId}::uuid as at_hosts_phone
      from night_members m, night where m.night_id = ${nightId} and m.attendance <> 'removed'),
    given as (
      select v.place, v."memberId", v."titleId", v.round, v.answer, v.turn, case
        when may.id is null or title.title_id is null then 'unknown'
        when night.phase = 'voting' and v.round = 'deck' then 'recorded'
        when night.phase = 'final' and v.round = 'final' and v."titleId" = any(night.final_titles) then 'recorded'
        when v.round = 'deck' or night.phase in ('decided', 'cancelled') then 'over'
        else 'unknown' end as outcome
      from jsonb_to_recordset(${JSON.stringify(votes.map((vote, place) => ({ ...vote, place })))}::jsonb)
        as v (place int, "memberId" uuid, "titleId" int, round text, answer boolean, turn bigint)
      cross join night
      left join members may on may.id = v."memberId" and (may.own or may.at_hosts_phone)
      left join night_titles title on title.night_id = ${nightId} and title.title_id = v."titleId"),
    kept as (
      insert into night_votes as old (night_id, member_id, title_id, round, answer, turn)
      select distinct on ("memberId", "titleId", round) ${nightId}::uuid, "memberId", "titleId", round, answer, turn
      from given where outcome = 'recorded' order by "memberId", "titleId", round, turn desc, place
      on conflict (member_id, title_id, round) do update set answer = excluded.answer, turn = excluded.turn
      where excluded.turn > old.turn)
    select exists (select 1 from members where own) as belongs,
      (select jsonb_agg(outcome order by place) from given) as outcomes`);
  if (!row?.belongs) throw noNight();
  return row.outcomes;
}
