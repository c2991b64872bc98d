/** Nights as a test needs them: people who are friends of the host, guests, and a deck that is frozen already. */
import { eq, sql } from 'drizzle-orm';
import { database } from '../../../db/client.ts';
import { nights, nightTitles } from '../../../db/schema/nights.ts';
import { befriend, makeTitle, makeUser } from '../../../db/testing/factories.ts';
import { findMember, type NightActor } from '../actor.ts';
import { addAtHostsPhone } from '../attendance.ts';
import { createNight } from '../create.ts';
import { joinNight } from '../join.ts';
import { readRow } from '../night.ts';
import type { Round, VoteMessage, VotesAnswer } from '../types.ts';
import { recordVotes } from '../votes.ts';

export type Guest = { readonly actor: NightActor; readonly memberId: string };
export type Scene = {
  readonly nightId: string;
  readonly code: string;
  readonly host: Guest & { readonly userId: string };
  /** The host first, then friends, guests, and who votes at the host's phone. */
  readonly members: readonly Guest[];
  /** The deck in the order of the rule: the first is the best. Empty while people gather. */
  readonly deck: readonly number[];
};

export const asPerson = (userId: string): NightActor => ({ userId, secret: null });

type Cast = { readonly friends?: number; readonly guests?: number; readonly atHostsPhone?: number };

/** Everybody has come. */
export async function makeGathering({
  friends = 1,
  guests = 0,
  atHostsPhone = 0,
}: Cast = {}): Promise<Scene> {
  const hostUser = await makeUser();
  const { nightId, code } = await createNight(hostUser.id, {
    rule: 'average',
    constraints: {},
    userIds: [],
    hotSeat: false,
  });
  const host = { ...(await guestOf(nightId, asPerson(hostUser.id))), userId: hostUser.id };
  const members: Guest[] = [host];
  for (let number = 0; number < friends; number++) {
    const friend = await makeUser();
    await befriend(hostUser, friend);
    await joinNight(asPerson(friend.id), nightId, code);
    members.push(await guestOf(nightId, asPerson(friend.id)));
  }
  for (let number = 0; number < guests; number++) members.push(await comeAsGuest(nightId, code));
  for (let number = 0; number < atHostsPhone; number++) {
    const { memberId } = await addAtHostsPhone(hostUser.id, nightId, `Child ${number}`);
    members.push({ actor: host.actor, memberId });
  }
  return { nightId, code, host, members, deck: [] };
}

export async function comeAsGuest(nightId: string, code: string, name = 'Guest'): Promise<Guest> {
  const { secret } = await joinNight({ userId: null, secret: null }, nightId, code, name);
  return guestOf(nightId, { userId: null, secret });
}

async function guestOf(nightId: string, actor: NightActor): Promise<Guest> {
  return { actor, memberId: (await findMember(actor, nightId))!.id };
}

/** Titles are the same at every night of a test file. */
const known: number[] = [];

/** The voting has begun, over a deck of that many titles. */
export async function makeVoting({
  titles = 8,
  ...cast
}: Cast & { readonly titles?: number } = {}): Promise<Scene> {
  const scene = await makeGathering(cast);
  while (known.length < titles) known.push((await makeTitle()).id);
  const deck = known.slice(0, titles);
  await freezeDeck(scene, deck);
  return { ...scene, deck };
}

/** The title at place p is `(p + 1) / size` of member 0's taste, and the other way round of everybody else's. */
async function freezeDeck({ nightId, members }: Scene, deck: readonly number[]): Promise<void> {
  const reasonsAt = (position: number) =>
    Object.fromEntries(
      members.map(({ memberId }, place) => {
        const fit = (place === 0 ? position + 1 : deck.length - position) / deck.length;
        return [memberId, { fit, words: `like it ${place}` }];
      }),
    );
  await database()
    .insert(nightTitles)
    .values(
      deck.map((titleId, position) => ({
        nightId,
        titleId,
        position,
        score: 1 - position / 100,
        members: reasonsAt(position),
      })),
    );
  await database()
    .update(nights)
    .set({ phase: 'voting', startedAt: sql`now()` })
    .where(eq(nights.id, nightId));
}

let turn = 0;

export function vote(
  { memberId }: Guest,
  titleId: number,
  answer: boolean | null,
  { round = 'deck', turn: at = ++turn }: { readonly round?: Round; readonly turn?: number } = {},
): VoteMessage {
  return { memberId, titleId, round, answer, turn: at };
}

export function say(
  scene: Scene,
  member: Guest,
  titleId: number,
  answer: boolean | null,
  round: Round = 'deck',
): Promise<VotesAnswer> {
  return recordVotes(member.actor, scene.nightId, [vote(member, titleId, answer, { round })]);
}

/** Answers every title of the round: yes to those that are named. */
export function answerAll(
  scene: Scene,
  member: Guest,
  yes: readonly number[],
  {
    round = 'deck',
    titles = scene.deck,
  }: { readonly round?: Round; readonly titles?: readonly number[] } = {},
): Promise<VotesAnswer> {
  const votes = titles.map((titleId) => vote(member, titleId, yes.includes(titleId), { round }));
  return recordVotes(member.actor, scene.nightId, votes);
}

/** Nobody agrees: everybody says no to everything, and the last round begins. Returns its three titles. */
export async function reachLastRound(scene: Scene): Promise<readonly number[]> {
  for (const member of scene.members) await answerAll(scene, member, []);
  return (await nightOf(scene)).finalTitles;
}

export async function nightOf({ nightId }: Pick<Scene, 'nightId'>) {
  return (await readRow(database(), nightId))!;
}
