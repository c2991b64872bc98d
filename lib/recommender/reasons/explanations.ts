/** The sentence under a poster and the shares behind "why", from the evidence that made the score. */

import type { Placed } from '../slate/slate.ts';
import { fits } from '../taste/choices.ts';
import { hasLoved, hasSeen } from '../taste/signals.ts';
import type { Evidence, Explanation, Interaction, Known, Reason, Row, TitleFacts } from '../types.ts';
import { type EvidenceInput, type Trace, traceScores } from './evidence.ts';

const MOST_EVIDENCE = 12;
/** What spoke against a title is told from this part of all that spoke for it. */
const AGAINST_FROM = 0.05;
const MOST_AGAINST = 3;
/** A friend who loved this very title is named from this share on, even when the viewer's own history weighs more. */
const FRIEND_FROM = 0.12;
/** A title or a person that somebody named is the reason for what is close to it from this share on: nearly everything is a little. */
const NEAR_CHOICE_FROM = 0.3;
/** Standardised log likes above which a title may be called popular. */
const POPULAR_FROM = 0.5;

/** One explanation for each of `placed`, in their order. */
export function explainSlate(placed: readonly Placed[], input: EvidenceInput): Explanation[] {
  const rows = placed.map(({ candidate }) => candidate.row);
  const traces = traceScores(rows, input);
  return placed.map((one, index) => explain(one, traces[index]!, input));
}

function explain(placed: Placed, trace: Trace, input: EvidenceInput): Explanation {
  const total = sumFor(trace);
  const found = [...nameOwn(trace, input), ...trace.others];
  const shared = (one: Evidence) => ({ ...one, share: Math.abs(one.amount) / total });
  const evidence = found
    .filter(({ amount }) => amount > 0)
    .sort((a, b) => b.amount - a.amount)
    .slice(0, MOST_EVIDENCE)
    .map(shared);
  const against = found
    .filter(({ amount }) => amount < 0 && -amount >= AGAINST_FROM * total)
    .sort((a, b) => a.amount - b.amount)
    .slice(0, MOST_AGAINST)
    .map(shared);
  return {
    reason: chooseReason(placed.candidate.row, evidence, placed, input),
    evidence,
    ...(against.length > 0 && { against }),
    ...(placed.lifted && { lifted: placed.lifted }),
  };
}

/** All that spoke for the title: every share is one of this. */
function sumFor({ own, others }: Trace): number {
  let sum = 0;
  for (const amount of own) if (amount > 0) sum += amount;
  for (const { amount } of others) if (amount > 0) sum += amount;
  return sum;
}

/** Those titles of the viewer's own that spoke loudest, for it and against. */
function nameOwn({ own, history }: Trace, { engine, interactionOf }: EvidenceInput): Evidence[] {
  const loudest = [...strongest(own, MOST_EVIDENCE, 1), ...strongest(own, MOST_AGAINST, -1)];
  return loudest.map((index) => {
    const titleId = engine.facts(history[index]!.row).id;
    const interaction = interactionOf.get(titleId);
    const rating = interaction?.rating ?? null;
    return { kind: 'title', titleId, how: howKnown(interaction), rating, amount: own[index]! };
  });
}

/** Places of the `most` highest values of one sign, highest first; equal ones in order. */
function strongest(values: Float32Array, most: number, sign: 1 | -1): number[] {
  const kept: number[] = [];
  for (let index = 0; index < values.length; index++) {
    const value = values[index]! * sign;
    if (value <= 0 || (kept.length === most && value <= values[kept[most - 1]!]! * sign)) continue;
    let place = Math.min(kept.length, most - 1);
    for (; place > 0 && values[kept[place - 1]!]! * sign < value; place--) kept[place] = kept[place - 1]!;
    kept[place] = index;
  }
  return kept;
}

function howKnown(interaction: Interaction | undefined): Known {
  if (!interaction) return 'watched';
  if (interaction.dismissed) return 'dismissed';
  if (interaction.liked) return 'loved';
  if (interaction.rating !== null) return 'rated';
  if (interaction.progress === 'gave-up') return 'gave-up';
  if (hasSeen(interaction)) return 'watched';
  return interaction.watchlisted ? 'listed' : 'started';
}

type Shared = Explanation['evidence'];

function chooseReason(row: Row, evidence: Shared, placed: Placed, input: EvidenceInput): Reason {
  const facts = input.engine.facts(row);
  const friends = friendReason(evidence, facts, input);
  if (friends) return friends;
  if (placed.lifted === 'drawn') return { kind: 'explore' };
  const groups: readonly [number, () => Reason | undefined][] = [
    [shareOf(evidence, 'title'), () => ownReason(evidence, input)],
    [shareOf(evidence, 'friend'), () => tasteOfFriends(evidence)],
    [shareOf(evidence, 'choice'), () => choiceReason(evidence, facts, input)],
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
  const best = evidence.find((one) => one.kind === 'title' && speaksFor(one));
  const row = best?.kind === 'title' ? engine.rowOf(best.titleId) : undefined;
  if (best?.kind !== 'title' || row === undefined) return undefined;
  const { how, titleId, rating } = best;
  return { kind: 'because-you', how, titleId, rating, titleName: engine.facts(row).name };
}

/** A title may also be placed because it is unlike one that was disliked; that is told under "why" only. */
function speaksFor({ how, rating }: Extract<Evidence, { kind: 'title' }>): boolean {
  return how !== 'dismissed' && how !== 'gave-up' && (rating === null || rating >= 3);
}

function tasteOfFriends(evidence: Shared): Reason | undefined {
  const friends = evidence.flatMap((one) =>
    one.kind === 'friend' ? [{ id: one.friendId, name: one.name }] : [],
  );
  return friends.length > 0 ? { kind: 'friend', friends: friends.slice(0, 2), verb: 'taste' } : undefined;
}

/** A choice may only be named for a title that has it; a named title or person also for what is close, where that moved most. */
function choiceReason(evidence: Shared, facts: TitleFacts, { engine }: EvidenceInput): Reason | undefined {
  for (const one of evidence) {
    if (one.kind !== 'choice') continue;
    const { kind, facet, value } = one;
    const isNear = facet === 'title' && one.share >= NEAR_CHOICE_FROM;
    const row = isNear ? engine.rowOf(Number(value)) : undefined;
    if (row !== undefined) return { kind, facet, value: engine.facts(row).name };
    if (facet !== 'title' && fits(facts, one)) return { kind, facet, value };
    if (facet === 'person' && one.share >= NEAR_CHOICE_FROM) return { kind: 'near-person', name: value };
  }
  return undefined;
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
