/**
 * What the ranker reads of a viewer and a title, defined once: serving asks with an engine, training with what a bundle
 * of other people would know. Own history alone, titles of the graph alone, no number of the policy: neither friends nor a
 * retuned policy change what a feature means.
 */
import { addScaled, dot, norm } from '../../math/vector.ts';
import {
  type Engine,
  type RankerKnowledge,
  type TitleCounts,
  type WeightedRow,
  weighHistory,
} from '../engine.ts';
import { findUndated, hasLoved, readSignals, weighInteraction } from '../taste/signals.ts';
import { addNear } from '../titles/near-lists.ts';
import type { Interaction, Row, TitleFacts } from '../types.ts';

/** A feature that is not known is NaN: the network then reads its mean, which says nothing. */
export const RANKER_FEATURES = [
  /** The link predictor's logit for the viewer's own history, and its two parts before calibration. */
  'graph',
  'vector',
  'coWatch',
  /** What tends to follow the last titles, log(1 + 100 · score). */
  'sequence',
  /** log(1 + likes) against the average title's; mean stars, shrunk. */
  'popularity',
  'quality',
  /** log(1 + years since it came out). */
  'age',
  /** Share of the viewer's titles within five years of this one; in its language. */
  'era',
  'language',
  /** log(1 + titles that attract). */
  'history',
] as const;

export type RankerFeature = (typeof RANKER_FEATURES)[number];

/** Where each feature stands in a row. */
const PLACE = Object.fromEntries(RANKER_FEATURES.map((name, place) => [name, place])) as Record<
  RankerFeature,
  number
>;

/** Columns of the graph's vectors that the network sees: the broadest tastes. */
export const BROAD_TASTES = 32;

/** Newest signals that are read. */
const HISTORY_LIMIT = 500;
/** How many titles before one another count for the order of likes. */
export const ORDER_WINDOW = 10;
/** Ratings of average quality that every title is given. */
const QUALITY_SHRINK = 5;
/** Years apart at which two titles are still of one era. */
const ERA = 5;
const YEAR = 365.25 * 24 * 3600 * 1000;

/** The part of an engine that features are made of. Unknown facts are NaN and ''. */
export type RankerTitles = Pick<
  Engine,
  | 'size'
  | 'link'
  | 'populationVector'
  | 'rowOf'
  | 'inGraph'
  | 'encoderVector'
  | 'titleVector'
  | 'prior'
  | 'neighbourLists'
> & { facts(row: Row): Pick<TitleFacts, 'year' | 'language'> };

/** A viewer at a moment, read once for all titles. */
export type RankerViewer = {
  readonly moment: number;
  /** û [dimensions], of unit length. */
  readonly vector: Float32Array;
  /** [rows] each: Σ_j w_j N_ji / ‖v‖, and Σ_k decay^(k−1) t(h₋ₖ → i). */
  readonly coWatch: Float32Array;
  readonly order: Float32Array;
  /** The last titles of the order, the newest first, with decay^(k−1). */
  readonly last: readonly WeightedRow[];
  /** How many of the titles that attract came out in a year, are in a language, are there at all. */
  readonly years: ReadonlyMap<number, number>;
  readonly languages: ReadonlyMap<string, number>;
  readonly liked: number;
  /** How many of them are in a language that is known. */
  readonly inLanguages: number;
};

/** Null for someone of whom the graph knows nothing. `interactions` are all from before the moment. */
export function readRankerViewer(
  interactions: readonly Interaction[],
  moment: number,
  titles: RankerTitles,
  knowledge: RankerKnowledge,
): RankerViewer | null {
  const history = readSignals(interactions, moment, HISTORY_LIMIT).flatMap(({ titleId, weight }) =>
    rowInGraph(titleId, titles).map((row) => ({ row, weight })),
  );
  if (history.length === 0) return null;
  const { vector, length } = encode(history, titles, knowledge);
  const coWatch = new Float32Array(titles.size);
  for (const { row, weight } of history) addNear(coWatch, weight / length, titles.neighbourLists, row);
  const last = lastTitles(interactions, titles, knowledge);
  const order = new Float32Array(titles.size);
  for (const { row, weight } of last) addNear(order, weight, knowledge.follows, row);
  const attracting = history.flatMap(({ row, weight }) => (weight > 0 ? [titles.facts(row)] : []));
  const languages = attracting.flatMap(({ language }) => (language === '' ? [] : [language]));
  return {
    moment,
    vector,
    coWatch,
    order,
    last,
    years: countValues(attracting.map(({ year }) => year)),
    languages: countValues(languages),
    liked: attracting.length,
    inLanguages: languages.length,
  };
}

function rowInGraph(titleId: number, titles: RankerTitles): readonly Row[] {
  const row = titles.rowOf(titleId);
  return row === undefined || !titles.inGraph(row) ? [] : [row];
}

/** û = (Σ_j w_j E_j + w_0 E_0) / ‖·‖, with all the weight that training gave the average liked title. */
function encode(
  history: readonly WeightedRow[],
  titles: RankerTitles,
  knowledge: RankerKnowledge,
): { vector: Float32Array; length: number } {
  const sum = new Float64Array(titles.populationVector.length);
  for (const { row, weight } of history) addScaled(sum, weight, titles.encoderVector(row));
  addScaled(sum, knowledge.populationWeight(weighHistory(history)), titles.populationVector);
  const length = Math.max(norm(sum), 1e-12);
  return { vector: Float32Array.from(sum, (value) => value / length), length };
}

function lastTitles(
  interactions: readonly Interaction[],
  titles: RankerTitles,
  { orderDecay }: RankerKnowledge,
): WeightedRow[] {
  const undated = findUndated(interactions);
  return interactions
    .filter((interaction) => standsInOrder(interaction) && !undated.has(interaction.titleId))
    .sort((a, b) => b.at - a.at || a.titleId - b.titleId)
    .flatMap(({ titleId }) => rowInGraph(titleId, titles))
    .slice(0, ORDER_WINDOW)
    .map((row, place) => ({ row, weight: orderDecay ** place }));
}

/** Loved, or watched without a word on it; nothing that came in one block, which says nothing of order. */
function standsInOrder(interaction: Interaction): boolean {
  if (weighInteraction(interaction) <= 0) return false;
  return (
    hasLoved(interaction) || (interaction.rating === null && interaction.watches > interaction.uncounted)
  );
}

function countValues<T>(values: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** The link predictor's logit for the viewer's own history. */
export function linkLogit(
  { vector, coWatch }: RankerViewer,
  row: Row,
  { link, titleVector, prior }: RankerTitles,
  affinity = dot(vector, titleVector(row)),
): number {
  return link.vector * affinity + link.coWatch * coWatch[row]! + link.prior * prior(row) + link.bias;
}

/** One title's row, as RANKER_FEATURES orders it. Only for titles of the graph. */
export function rankerRow(
  viewer: RankerViewer,
  row: Row,
  titles: RankerTitles,
  knowledge: RankerKnowledge,
): Float32Array {
  return rankerRows(viewer, [row], titles, knowledge);
}

/** The rows of several titles [rows × RANKER_FEATURES]. */
export function rankerRows(
  viewer: RankerViewer,
  rows: readonly Row[],
  titles: RankerTitles,
  knowledge: RankerKnowledge,
): Float32Array {
  const { moment, vector, liked } = viewer;
  const all = knowledge.countsOfAll(moment);
  const year = 1970 + moment / YEAR;
  const read = new Float32Array(rows.length * RANKER_FEATURES.length);
  let start = 0;
  for (const row of rows) {
    const facts = titles.facts(row);
    const counts = knowledge.countsOf(row, moment);
    const affinity = dot(vector, titles.titleVector(row));
    read[start + PLACE.graph] = linkLogit(viewer, row, titles, affinity);
    read[start + PLACE.vector] = affinity;
    read[start + PLACE.coWatch] = viewer.coWatch[row]!;
    read[start + PLACE.sequence] = readOrder(viewer.order[row]!);
    read[start + PLACE.popularity] = Math.log1p(counts.likes) - Math.log1p(all.likes / 1000);
    read[start + PLACE.quality] = readQuality(counts, all);
    read[start + PLACE.age] = Math.log1p(Math.max(0, year - facts.year));
    read[start + PLACE.era] = liked > 0 ? countEra(viewer.years, facts.year) / liked : Number.NaN;
    read[start + PLACE.language] = shareOfLanguage(viewer, facts.language);
    read[start + PLACE.history] = Math.log1p(liked);
    start += RANKER_FEATURES.length;
  }
  return read;
}

/** `score` is Σ_k decay^(k−1) t(h₋ₖ → i). */
export function readOrder(score: number): number {
  return Math.log1p(100 * score);
}

function readQuality(own: TitleCounts, all: TitleCounts): number {
  const usual = all.stars / Math.max(all.ratings, 1);
  return (own.stars + QUALITY_SHRINK * usual) / (own.ratings + QUALITY_SHRINK);
}

function countEra(years: ReadonlyMap<number, number>, year: number): number {
  if (Number.isNaN(year)) return Number.NaN;
  let count = 0;
  for (let near = year - ERA; near <= year + ERA; near++) count += years.get(near) ?? 0;
  return count;
}

function shareOfLanguage({ languages, inLanguages }: RankerViewer, language: string): number {
  if (language === '' || inLanguages === 0) return Number.NaN;
  return (languages.get(language) ?? 0) / inLanguages;
}
