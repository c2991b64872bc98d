import type { Answers, NightView } from '@/lib/nights/types.ts';
import type { SpokenVote } from './vote-sender.ts';

/** What a member has answered: the server's word, with what was said here since it was read. */
export function answersOf(night: NightView, memberId: string, ahead: readonly SpokenVote[]): Answers {
  const answers: Record<number, boolean> = { ...night.answers[memberId] };
  for (const vote of ahead) {
    if (vote.memberId !== memberId || vote.round !== night.round) continue;
    if (vote.answer === null) delete answers[vote.titleId];
    else answers[vote.titleId] = vote.answer;
  }
  return answers;
}

/** The first title of the deck without an answer; null once all have one. */
export function nextCard<Card extends { readonly title: { readonly id: number } }>(
  cards: readonly Card[],
  answers: Answers,
): Card | null {
  return cards.find(({ title }) => answers[title.id] === undefined) ?? null;
}

/**
 * The title whose answer an undo takes back: what was said last on this page, else (after a reload) the last of the deck
 * that has an answer.
 */
export function lastAnswered(
  cards: NightView['cards'],
  answers: Answers,
  said: readonly number[],
): number | null {
  const latest = said.findLast((titleId) => answers[titleId] !== undefined);
  return latest ?? cards.findLast(({ title }) => answers[title.id] !== undefined)?.title.id ?? null;
}

export function countAnswers(cards: NightView['cards'], answers: Answers): number {
  return cards.filter(({ title }) => answers[title.id] !== undefined).length;
}

/** Whose votes this browser gives, in the order in which the phone goes round. */
export function votersHere(night: NightView): NightView['members'] {
  return night.members.filter(
    ({ isYou, atHostsPhone, attendance }) => attendance === 'in' && (isYou || (night.isHost && atHostsPhone)),
  );
}
