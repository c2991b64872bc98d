import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { nightMembers, nightTitles, nightVotes } from '../../db/schema/nights.ts';
import { blocks, users } from '../../db/schema/people.ts';
import { titles } from '../../db/schema/titles.ts';
import { summaryColumns } from '../catalog/summary-columns.ts';
import { readVersions, type Topic } from '../live/topics.ts';
import { ownersWhoShowTaste } from '../social/audience.ts';
import { belongs, findMember, type Member, type NightActor, noNight } from './actor.ts';
import { shownName } from './members.ts';
import { isOver, isRunning, type Night, readRow } from './night.ts';
import { readWeights } from './past.ts';
import { countVotes, progressOf } from './tally.ts';
import type { Answers, NightCard, NightMember, NightResult, NightView, NightWeight } from './types.ts';
import { weightWords } from './weights.ts';

/** What somebody blocked, either way, is called where both are at somebody else's night. */
const SOMEBODY = 'Somebody';

/** A night as one of its members sees it. Nobody else learns that it is there. */
export async function readNight(actor: NightActor, nightId: string): Promise<NightView> {
  const me = await findMember(actor, nightId);
  if (!me) throw noNight();
  // First the version, then the state: what is read may be newer than it says, never older.
  const topic: Topic = `night:${nightId}`;
  const version = (await readVersions([topic])).get(topic) ?? 0;
  const night = await readRow(database(), nightId);
  if (!night) throw noNight();
  const [members, cards, tally, result] = await Promise.all([
    readMembers(night, me),
    readCards(night, me),
    countVotes(database(), nightId),
    readResult(night, me),
  ]);
  const isHost = me.userId !== null && me.userId === night.hostId;
  const { id, name, phase, rule, constraints, hotSeat } = night;
  return {
    id,
    code: isOver(phase) ? '' : night.code,
    name,
    phase,
    rule,
    constraints,
    hotSeat,
    version,
    isHost,
    members: members.map(({ userId: _, ...shown }) => shown),
    cards,
    round: phase === 'final' ? 'final' : 'deck',
    progress: progressOf(tally),
    answers: isRunning(phase) ? await readAnswers(night, me, isHost) : {},
    result: result && (await nameReasons(result, members, me)),
    weights: await wordWeights(night, members),
  };
}

type ReadMember = NightMember & { readonly userId: string | null };

async function readMembers(night: Night, me: Member): Promise<ReadMember[]> {
  const blocked =
    me.userId === null
      ? sql<boolean>`false`
      : sql<boolean>`exists (select 1 from ${blocks} where
          (${blocks.blockerId} = ${me.userId} and ${blocks.blockedId} = ${nightMembers.userId}) or
          (${blocks.blockedId} = ${me.userId} and ${blocks.blockerId} = ${nightMembers.userId}))`;
  const rows = await database()
    .select({
      id: nightMembers.id,
      userId: nightMembers.userId,
      isGuest: sql<boolean>`${nightMembers.userId} is null`,
      atHostsPhone: sql<boolean>`${nightMembers.userId} is null and ${nightMembers.guestHash} is null`,
      attendance: sql<NightMember['attendance']>`${nightMembers.attendance}`,
      name: shownName,
      blocked,
    })
    .from(nightMembers)
    .leftJoin(users, eq(users.id, nightMembers.userId))
    .where(and(eq(nightMembers.nightId, night.id), belongs))
    .orderBy(asc(nightMembers.joinedAt), asc(shownName), asc(nightMembers.id));
  return rows.map(({ blocked: isBlocked, ...member }) => ({
    ...member,
    name: isBlocked ? SOMEBODY : member.name,
    isHost: member.userId !== null && member.userId === night.hostId,
    isYou: member.id === me.id,
  }));
}

/** The deck in its order; in the last round its three. */
async function readCards(night: Night, me: Member): Promise<NightCard[]> {
  if (!isRunning(night.phase)) return [];
  const isAsked = night.phase === 'final' ? inArray(nightTitles.titleId, night.finalTitles) : undefined;
  const rows = await database()
    .select({ title: summaryColumns, words: wordsOf(me.id) })
    .from(nightTitles)
    .innerJoin(titles, eq(titles.id, nightTitles.titleId))
    .where(and(eq(nightTitles.nightId, night.id), isAsked))
    .orderBy(asc(nightTitles.position));
  return rows;
}

function wordsOf(memberId: string) {
  return sql<string | null>`${nightTitles.members}->${memberId}->>'words'`;
}

/** The member's own, and at the host's phone those of everybody who votes there: of nobody else, for nobody. */
async function readAnswers(night: Night, me: Member, isHost: boolean): Promise<NightView['answers']> {
  const atHostsPhone = sql`${nightMembers.userId} is null and ${nightMembers.guestHash} is null`;
  const rows = await database()
    .select({ memberId: nightVotes.memberId, titleId: nightVotes.titleId, answer: nightVotes.answer })
    .from(nightVotes)
    .innerJoin(nightMembers, eq(nightMembers.id, nightVotes.memberId))
    .where(
      and(
        eq(nightVotes.nightId, night.id),
        eq(nightVotes.round, night.phase === 'final' ? 'final' : 'deck'),
        sql`${nightVotes.answer} is not null`,
        isHost ? sql`(${nightMembers.id} = ${me.id} or ${atHostsPhone})` : eq(nightMembers.id, me.id),
      ),
    );
  const answers: Record<string, Record<number, boolean>> = {};
  for (const { memberId, titleId, answer } of rows)
    answers[memberId] = { ...answers[memberId], [titleId]: answer! };
  return answers satisfies Record<string, Answers>;
}

type Unnamed = Omit<NightResult, 'reasons'> & { readonly words: ReadonlyMap<string, string> };

/** Of each member whose taste spoke for it, if their ratings may speak to the one who looks. */
async function readResult(night: Night, me: Member): Promise<Unnamed | null> {
  if (night.resultId === null || night.decidedBy === null) return null;
  const [row] = await database()
    .select({ title: summaryColumns, members: nightTitles.members })
    .from(titles)
    .leftJoin(nightTitles, and(eq(nightTitles.titleId, titles.id), eq(nightTitles.nightId, night.id)))
    .where(eq(titles.id, night.resultId));
  if (!row) return null;
  const words = Object.entries(row.members ?? {}).flatMap(([memberId, reason]) =>
    reason.words === null ? [] : [[memberId, reason.words] as const],
  );
  return {
    title: row.title,
    decidedBy: night.decidedBy,
    watched: me.watched,
    words: new Map(words),
  };
}

async function nameReasons(
  { words, ...result }: Unnamed,
  members: readonly ReadMember[],
  me: Member,
): Promise<NightResult> {
  const spoke = members.filter(({ id, attendance }) => attendance === 'in' && words.has(id));
  const owners = spoke.flatMap(({ userId }) => userId ?? []);
  const open = await ownersWhoShowTaste(me.userId, owners);
  const told = spoke.filter(({ isYou, userId }) => isYou || (userId !== null && open.has(userId)));
  return {
    ...result,
    reasons: told.map(({ id, name }) => ({ memberId: id, name, words: words.get(id)! })),
  };
}

async function wordWeights(night: Night, members: readonly ReadMember[]): Promise<NightWeight[]> {
  if (night.rule !== 'proportional') return [];
  const weights = await readWeights(
    night,
    members.filter(({ attendance }) => attendance === 'in'),
  );
  return Object.entries(weights).map(([memberId, weight]) => ({
    memberId,
    weight,
    words: weightWords(weight),
  }));
}
