/** The sentence under a poster and the shares behind "why", from the evidence that made the score. */
import { fits } from './choices.ts';
import { type EvidenceInput, traceScore } from './evidence.ts';
import { hasLoved } from './signals.ts';
import type { Placed } from './slate.ts';
import type { Evidence, Explanation, Reason, Row, TitleFacts } from './types.ts';

const MOST_EVIDENCE = 12;
/** A friend who loved this very title is named from this share on, even when the viewer's own history weighs more. */
const FRIEND_FROM = 0.12;
/** Standardised log likes above which a title may be called popular. */
const POPULAR_FROM = 0.5;

export function explain(placed: Placed, input: EvidenceInput): Explanation {
  const { row } = placed.candidate;
  const traced = traceScore(row, input);
  const positive = traced.filter(({ amount }) => amount > 0).sort((a, b) => b.amount - a.amount);
  const total = positive.reduce((sum, { amount }) => sum + amount, 0);
  const evidence = positive.slice(0, MOST_EVIDENCE).map((one) => ({ ...one, share: one.amount / total }));
  return { reason: chooseReason(row, evidence, placed, input), evidence };
}

type Shared = Explanation['evidence'];

function chooseReason(row: Row, evidence: Shared, placed: Placed, input: EvidenceInput): Reason {
  const facts = input.engine.facts(row);
  const friends = friendReason(evidence, facts, input);
  if (friends) return friends;
  if (placed.explored) return { kind: 'explore' };
  const groups: readonly [number, () => Reason | undefined][] = [
    [shareOf(evidence, 'title'), () => ownReason(evidence, input)],
    [shareOf(evidence, 'friend'), () => tasteOfFriends(evidence)],
    [shareOf(evidence, 'choice'), () => choiceReason(evidence, facts)],
    [shareOf(evidence, 'population'), () => popularReason(row, facts, input)],
    [
      evidence.some((one) => one.kind === 'adjustment' && one.name === 'fresh') ? 0.05 : 0,
      () => ({ kind: 'new' }),
    ],
  ];
  for (const [share, reason] of [...groups].sort(([a], [b]) => b - a)) {
    const found = share > 0 ? reason() : undefined;
    if (found) return found;
  }
  return { kind: 'explore' };
}

function shareOf(evidence: Shared, kind: Evidence['kind']): number {
  return evidence.reduce((sum, one) => (one.kind === kind ? sum + one.share : sum), 0);
}

function friendReason(evidence: Shared, facts: TitleFacts, input: EvidenceInput): Reason | undefined {
  const loved = evidence.flatMap((one) => {
    if (one.kind !== 'friend' || one.share < FRIEND_FROM) return [];
    const part = input.taste.parts.find(({ of }) => of.kind === 'friend' && of.friend.id === one.friendId);
    const seen =
      part?.of.kind === 'friend' && part.of.friend.interactions.find((each) => each.titleId === facts.id);
    return seen && hasLoved(seen) ? [{ id: one.friendId, name: one.name }] : [];
  });
  return loved.length > 0 ? { kind: 'friend', friends: loved, verb: 'loved' } : undefined;
}

function ownReason(evidence: Shared, { engine }: EvidenceInput): Reason | undefined {
  const best = evidence.find((one) => one.kind === 'title');
  const row = best?.kind === 'title' ? engine.rowOf(best.titleId) : undefined;
  if (best?.kind !== 'title' || row === undefined) return undefined;
  const { how, titleId, rating } = best;
  return { kind: 'because-you', how, titleId, rating, titleName: engine.facts(row).name };
}

function tasteOfFriends(evidence: Shared): Reason | undefined {
  const friends = evidence.flatMap((one) =>
    one.kind === 'friend' ? [{ id: one.friendId, name: one.name }] : [],
  );
  return friends.length > 0 ? { kind: 'friend', friends: friends.slice(0, 2), verb: 'taste' } : undefined;
}

/** A choice may only be named for a title that has it. */
function choiceReason(evidence: Shared, facts: TitleFacts): Reason | undefined {
  const found = evidence.find((one) => one.kind === 'choice' && fits(facts, one));
  return found?.kind === 'choice' ? { kind: 'choice', facet: found.facet, value: found.value } : undefined;
}

function popularReason(row: Row, facts: TitleFacts, { engine, context }: EvidenceInput): Reason | undefined {
  const active = context.popular.some(({ titleId }) => titleId === facts.id);
  const known = engine.inGraph(row) && engine.prior(row) >= POPULAR_FROM;
  if (!active && !known) return undefined;
  return {
    kind: 'popular',
    genre: facts.genres[0] ?? null,
    language: facts.language === 'en' ? null : facts.language,
  };
}
