/**
 * Where a score comes from, exactly. The model is linear in the history, so what each watched title, friend and
 * choice brings is a sum of products; ranker and explanations both add up the same amounts.
 *
 *   score(i) = w_v · Σ_p share_p · û_p·T_i + w_c · Σ_p share_p · (Σ_j w_j N_ji)/‖v_p‖ + w_p · prior_i + bias
 *            + content · Σ_p share_p · (Σ_j w_j C_ji)/√(Σ_j w_j²) + (unknown · population − known · novelty) · prior_i
 *            + fits · Σ_p share_p [i fits p] + endorsements + adjustments,   û_p = (Σ_j w_j E_j + w_0 E_0)/‖v_p‖
 *
 * where N are co-watch neighbours, C the cosines of features, and E_0 is the average liked title: its part of every û_p counts as the population's.
 */
import { dot } from '../math/vector.ts';
import { fits } from './choices.ts';
import type { Engine, WeightedRow } from './engine.ts';
import type { Policy } from './policy.ts';
import { hasLoved, hasSeen } from './signals.ts';
import type { Adjustment, Evidence, Interaction, Row, TitleFacts, TitleId, ViewerContext } from './types.ts';
import type { Taste, TastePart } from './user-encoder.ts';

const DAY = 24 * 3600 * 1000;
const MOST_FATIGUE = 4;

export type EvidenceInput = {
  readonly context: ViewerContext;
  readonly taste: Taste;
  readonly engine: Engine;
  readonly policy: Policy;
  readonly interactionOf: ReadonlyMap<TitleId, Interaction>;
};

/** Every amount that makes up the score of `row` but the bias, in no particular order. */
export function traceScore(row: Row, input: EvidenceInput): Evidence[] {
  const { taste } = input;
  return [
    ...taste.parts.flatMap((part) => tracePart(part, row, input)),
    { kind: 'population', amount: tracePopulation(row, input) },
    ...traceAdjustments(row, input),
  ];
}

function tracePopulation(row: Row, { taste, engine, policy }: EvidenceInput): number {
  const known = taste.parts.reduce((sum, part) => sum + populationIn(part, row, engine), 0);
  return known + (engine.link.prior + crowdWeight(taste, policy)) * engine.prior(row);
}

/** Logits per unit of prior: the crowd speaks for someone unknown, and steps back for someone known. */
export function crowdWeight({ unknown }: Taste, { ranker }: Policy): number {
  return unknown * ranker.population - (1 - unknown) * ranker.novelty;
}

function populationIn(part: TastePart, row: Row, engine: Engine): number {
  const { norm, populationWeight } = part.encoded;
  const product = dot(engine.populationVector, engine.titleVector(row));
  return (engine.link.vector * part.share * populationWeight * product) / norm;
}

function tracePart(part: TastePart, row: Row, input: EvidenceInput): Evidence[] {
  const { engine } = input;
  const { of, share, encoded } = part;
  if (of.kind === 'own') return traceOwnTitles(part, row, input);
  const amount =
    engine.link.vector * share * dot(encoded.vector, engine.titleVector(row)) +
    engine.link.coWatch * share * sumOver(part, row, engine.neighbours) * (1 / encoded.norm) +
    input.policy.ranker.content * share * sumOver(part, row, engine.alike) * (1 / lengthOf(part)) -
    populationIn(part, row, engine);
  if (of.kind === 'choice') {
    const { facet, value } = of;
    return [
      { kind: 'choice', facet, value, amount: amount + fitBonus(part, engine.facts(row), input.policy) },
    ];
  }
  const seen = of.friend.interactions.find((one) => one.titleId === engine.facts(row).id);
  return [
    {
      kind: 'friend',
      friendId: of.friend.id,
      name: of.friend.name,
      rating: seen?.rating ?? null,
      liked: seen?.liked ?? false,
      amount: amount + endorsementOf(part, seen, input),
    },
  ];
}

function traceOwnTitles(
  part: TastePart,
  row: Row,
  { engine, interactionOf, policy }: EvidenceInput,
): Evidence[] {
  const target = engine.titleVector(row);
  const { link } = engine;
  const length = lengthOf(part);
  return part.history.map(({ row: from, weight }) => {
    const graph =
      link.vector * dot(engine.encoderVector(from), target) +
      link.coWatch * weightTo(row, engine.neighbours(from));
    const content = policy.ranker.content * weightTo(row, engine.alike(from));
    const amount = part.share * weight * (graph / part.encoded.norm + content / length);
    const titleId = engine.facts(from).id;
    const interaction = interactionOf.get(titleId);
    return { kind: 'title', titleId, how: howOf(interaction), rating: interaction?.rating ?? null, amount };
  });
}

function weightTo(row: Row, near: readonly WeightedRow[]): number {
  return near.find((one) => one.row === row)?.weight ?? 0;
}

function howOf(interaction: Interaction | undefined): 'loved' | 'rated' | 'watched' | 'listed' {
  if (!interaction || !hasSeen(interaction)) return interaction?.watchlisted ? 'listed' : 'watched';
  if (interaction.liked) return 'loved';
  return interaction.rating !== null ? 'rated' : 'watched';
}

function sumOver(part: TastePart, row: Row, near: (from: Row) => readonly WeightedRow[]): number {
  return part.history.reduce((sum, { row: from, weight }) => sum + weight * weightTo(row, near(from)), 0);
}

/** √(Σ w²), as long as one signal at least: what the feature sums are divided by. */
export function lengthOf({ history }: TastePart): number {
  return Math.max(1, Math.sqrt(history.reduce((sum, { weight }) => sum + weight * weight, 0)));
}

/** What a title gets for being what was asked for, beside being like it. */
export function fitBonus({ of, share }: TastePart, facts: TitleFacts, { ranker }: Policy): number {
  return of.kind === 'choice' && fits(facts, of) ? ranker.fits * share : 0;
}

/** What a friend's own word on this very title adds: less, the more is known of the viewer. */
export function endorsementOf(
  part: TastePart,
  seen: Interaction | undefined,
  { taste, policy }: EvidenceInput,
): number {
  if (part.of.kind !== 'friend' || !seen) return 0;
  const { endorsement, endorsementLeft } = policy.ranker;
  const own = taste.parts.find(({ of }) => of.kind === 'own')?.share ?? 0;
  const strength = hasLoved(seen) ? 1 : seen.watchlisted ? 0.4 : 0;
  return endorsement * (1 - own * (1 - endorsementLeft)) * part.of.weight * strength;
}

export function traceAdjustments(row: Row, { context, engine, policy }: EvidenceInput): Evidence[] {
  const { ranker } = policy;
  const facts = engine.facts(row);
  const found: Evidence[] = [];
  const add = (name: Adjustment, value: string | null, amount: number) =>
    found.push({ kind: 'adjustment', name, value, amount });
  for (const genre of facts.genres) {
    if (context.dismissed.genres.has(genre)) add('less-of-genre', genre, -ranker.dismissedFacet);
  }
  for (const person of [...facts.makers, ...facts.cast]) {
    if (context.dismissed.people.has(person)) add('less-of-person', person, -ranker.dismissedFacet);
  }
  for (const choice of context.choices) {
    if (!choice.wanted && fits(facts, choice)) add('unwanted', choice.value, -ranker.unwanted);
  }
  const added = context.fresh.find(({ titleId }) => titleId === facts.id);
  if (added) add('fresh', null, ranker.freshness * 0.5 ** ((context.now - added.addedAt) / DAY / 7));
  const shown = context.shown.get(facts.id) ?? 0;
  if (shown > 0) add('shown-before', null, -ranker.fatigue * Math.min(shown, MOST_FATIGUE));
  return found;
}
