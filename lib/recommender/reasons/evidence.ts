/**
 * Where a score comes from, exactly. The model is linear in the history, so what each watched title, friend and
 * choice brings is a sum of products; ranker and explanations both add up the same amounts.
 *
 *   score(i) = w_v · Σ_p share_p · û_p·T_i + w_c · Σ_p share_p · (Σ_j w_j N_ji)/‖v_p‖ + w_p · prior_i + bias
 *            + content · Σ_p share_p · (Σ_j w_j C_ji)/√(Σ_j w_j²) + (unknown · population − known · novelty) · prior_i
 *            + fits · c · Σ_p share_p [i fits p] + endorsements + adjustments + the learned ranker's gain (ranker-gain.ts),
 *   û_p = (Σ_j w_j E_j + w_0 E_0)/‖v_p‖
 *
 * where N are co-watch neighbours, C the cosines of features, c the share of all choices, and E_0 is the average liked
 * title: its part of every û_p counts as the population's. p fits i when p is a choice that i is about. All titles of a
 * slate are traced together: each list of neighbours is read once.
 */
import { createScratch } from '../../math/scratch.ts';
import { dot, timesVector } from '../../math/vector.ts';
import type { Engine, NearLists } from '../engine.ts';
import type { Policy } from '../policy.ts';
import { prepareAdjustments } from '../ranking/adjustments.ts';
import { weighLanguages } from '../ranking/languages.ts';
import { NO_GAINS, type RankerGains } from '../ranking/ranker-gain.ts';
import { fits } from '../taste/choices.ts';
import { hasLoved } from '../taste/signals.ts';
import type { Taste, TastePart } from '../taste/user-encoder.ts';
import type { Evidence, Interaction, Row, TitleId, ViewerContext } from '../types.ts';
import { addRankerGain } from './ranker-evidence.ts';

export type EvidenceInput = {
  readonly context: ViewerContext;
  readonly taste: Taste;
  readonly engine: Engine;
  readonly policy: Policy;
  readonly interactionOf: ReadonlyMap<TitleId, Interaction>;
  /** What the learned ranker adds, where it ran. */
  readonly gains?: RankerGains;
};

/** Every amount that makes up one score but the bias. */
export type Trace = {
  /** What each title of `history` brought, as numbers: there are hundreds, and a few are shown. */
  readonly own: Float32Array;
  readonly history: TastePart['history'];
  readonly others: readonly Evidence[];
};

const placesOf = createScratch((size) => new Int32Array(size));

/** One trace for each of `rows`, in their order. */
export function traceScores(rows: readonly Row[], input: EvidenceInput): Trace[] {
  const { context, taste, engine, policy } = input;
  const places = placesOf(engine.size).fill(-1);
  for (const [place, row] of rows.entries()) places[row] = place;
  const crowd = rows.map((row) => dot(engine.populationVector, engine.titleVector(row)));
  const own = taste.parts.find(({ of }) => of.kind === 'own');
  const ownAmounts = own && traceOwnTitles(own, rows, places, input);
  const said = taste.parts.flatMap((part) =>
    part.of.kind === 'own' ? [] : [tracePart(part, rows, places, crowd, input)],
  );
  const adjust = prepareAdjustments(context, policy);
  const crowdPart = sumCrowdParts(input);
  return rows.map((row, place) => {
    const amounts = ownAmounts?.[place] ?? new Float32Array(0);
    const history = own?.history ?? [];
    const others = [
      ...said.map((each) => each[place]!),
      ...traceCrowd(row, crowdPart * crowd[place]!, input),
      ...adjust(engine.facts(row)),
      ...addRankerGain(amounts, history, row, input.gains ?? NO_GAINS, engine),
    ];
    return { own: amounts, history, others };
  });
}

/** What the crowd's taste says, and what is taken from the widely known and given to the little known. */
function traceCrowd(row: Row, inParts: number, { taste, engine, policy }: EvidenceInput): Evidence[] {
  const { population, novelty } = crowdWeights(taste, policy);
  const prior = engine.prior(row);
  return [
    { kind: 'population', amount: inParts + (engine.link.prior + population) * prior },
    { kind: 'adjustment', name: 'novelty', value: null, amount: novelty * prior },
  ];
}

/** Logits per unit of prior: the crowd speaks for someone unknown, and steps back for someone known. */
function crowdWeights({ unknown }: Taste, { ranker }: Policy): { population: number; novelty: number } {
  return { population: unknown * ranker.population, novelty: -(1 - unknown) * ranker.novelty };
}

export function crowdWeight(taste: Taste, policy: Policy): number {
  const { population, novelty } = crowdWeights(taste, policy);
  return population + novelty;
}

/** Logits per unit of E_0 · T_i over all parts. */
function sumCrowdParts({ taste, engine }: EvidenceInput): number {
  return taste.parts.reduce((sum, part) => sum + crowdIn(part, engine), 0);
}

function crowdIn({ share, encoded }: TastePart, engine: Engine): number {
  return (engine.link.vector * share * encoded.populationWeight) / encoded.norm;
}

/** [rows][history]: what each own title brings to each row. */
function traceOwnTitles(
  part: TastePart,
  rows: readonly Row[],
  places: Int32Array,
  { engine, policy }: EvidenceInput,
): Float32Array[] {
  const { link, dimensions } = engine;
  const vectors = new Float32Array(part.history.length * dimensions);
  for (const [index, { row }] of part.history.entries())
    vectors.set(engine.encoderVector(row), index * dimensions);
  const graph = (part.share * link.vector) / part.encoded.norm;
  const hop = (part.share * link.coWatch) / part.encoded.norm;
  const content = (part.share * policy.ranker.content) / lengthOf(part);
  const amounts = rows.map((row) => timesVector(vectors, engine.titleVector(row)));
  for (const [index, { row: from, weight }] of part.history.entries()) {
    for (const all of amounts) all[index]! *= graph * weight;
    addTo(places, engine.neighbourLists, from, (place, near) => {
      amounts[place]![index]! += hop * weight * near;
    });
    addTo(places, engine.alikeLists, from, (place, near) => {
      amounts[place]![index]! += content * weight * near;
    });
  }
  addLanguages(part, rows, amounts, engine, policy);
  return amounts;
}

function addLanguages(
  own: TastePart,
  rows: readonly Row[],
  amounts: readonly Float32Array[],
  engine: Engine,
  policy: Policy,
): void {
  const { history } = own;
  const weights = weighLanguages(own, engine, policy);
  const spoken = history.map(({ row }) => engine.facts(row).language);
  for (const [place, row] of rows.entries()) {
    const { language } = engine.facts(row);
    const each = weights(language);
    for (const [index, { weight }] of history.entries())
      if (spoken[index] === language) amounts[place]![index]! += weight * each;
  }
}

/** What a friend or a choice brings to each row. */
function tracePart(
  part: TastePart,
  rows: readonly Row[],
  places: Int32Array,
  crowd: readonly number[],
  input: EvidenceInput,
): Evidence[] {
  const { engine, policy } = input;
  const { share, encoded, history } = part;
  const bonus = fitBonus(part, input);
  const amounts = rows.map(
    (row, place) =>
      engine.link.vector * share * dot(encoded.vector, engine.titleVector(row)) -
      crowdIn(part, engine) * crowd[place]! +
      (part.of.kind === 'choice' && fits(engine.facts(row), part.of) ? bonus : 0),
  );
  const hop = (share * engine.link.coWatch) / encoded.norm;
  const content = (share * policy.ranker.content) / lengthOf(part);
  for (const { row: from, weight } of history) {
    addTo(places, engine.neighbourLists, from, (place, near) => {
      amounts[place]! += hop * weight * near;
    });
    addTo(places, engine.alikeLists, from, (place, near) => {
      amounts[place]! += content * weight * near;
    });
  }
  return nameAmounts(part, amounts, places, input);
}

/** Calls `add` for every traced row near `from`. */
function addTo(
  places: Int32Array,
  { width, rows, weights }: NearLists,
  from: Row,
  add: (place: number, weight: number) => void,
): void {
  for (let at = from * width; at < (from + 1) * width; at++) {
    const near = rows[at]!;
    if (near === -1) return;
    const place = places[near]!;
    if (place !== -1) add(place, weights[at]!);
  }
}

function nameAmounts(
  part: TastePart,
  amounts: readonly number[],
  places: Int32Array,
  input: EvidenceInput,
): Evidence[] {
  const { of } = part;
  if (of.kind === 'choice')
    return amounts.map((amount) => ({ kind: 'choice', facet: of.facet, value: of.value, amount }));
  if (of.kind === 'own') return [];
  const seen = new Map<number, Interaction>();
  for (const interaction of of.friend.interactions) {
    const row = input.engine.rowOf(interaction.titleId);
    if (row !== undefined && places[row] !== -1) seen.set(places[row]!, interaction);
  }
  return amounts.map((amount, place) => ({
    kind: 'friend',
    friendId: of.friend.id,
    name: of.friend.name,
    rating: seen.get(place)?.rating ?? null,
    liked: seen.get(place)?.liked ?? false,
    amount: amount + endorsementOf(part, seen.get(place), input),
  }));
}

/** √(Σ w²), as long as one signal at least: what the feature sums are divided by. */
export function lengthOf({ history }: TastePart): number {
  return Math.max(1, Math.sqrt(history.reduce((sum, { weight }) => sum + weight * weight, 0)));
}

/**
 * What a title gets for being what was asked for, beside being like it. It fades twice with what else is known: a choice
 * says where to begin, and may not drown friends and own history later.
 */
export function fitBonus({ of, share }: TastePart, { taste, policy }: EvidenceInput): number {
  if (of.kind !== 'choice') return 0;
  const said = taste.parts.reduce((sum, part) => (part.of.kind === 'choice' ? sum + part.share : sum), 0);
  return policy.ranker.fits * said * share;
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
