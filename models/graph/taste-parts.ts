/** What a person's own history and their friends say, as tastes of length 1, and what everybody likes. */
import { addScaled, dot, norm } from '../../lib/math/vector.ts';
import { type History, historyOf } from '../model.ts';
import type { LowPass, Taste } from './low-pass.ts';

/** Each of length 1, or 0 where nothing is known. */
export type TasteParts = { readonly own: Taste; readonly friends: Taste };

/** At so many own titles the agreement counts half of what it does in the end. */
const AGREEMENT_HALF_AT = 3;

/** Popularity [titles], as strong over all titles as what everybody likes together is as a taste of length 1. */
export function crowdScores(filter: LowPass): Float32Array {
  const { titleDegrees } = filter.graph;
  const degrees = Float32Array.from(titleDegrees);
  const everybody = unit(filter.tasteOf({ rows: Int32Array.from(degrees.keys()), weights: degrees }));
  const factor = norm(filter.scoreTaste(everybody)) / norm(degrees);
  return degrees.map((degree) => degree * factor);
}

export function tastePartsOf(filter: LowPass, history: History, agreement: number): TasteParts {
  const own = unit(filter.tasteOf(history));
  const perFriend = friendTastes(filter, own, history, agreement);
  return { own, friends: sumOf(perFriend, own.length) };
}

/** One taste per friend, so weighed that their sum has length 1. */
export function friendTastes(
  filter: LowPass,
  own: Taste,
  { rows, friends = [] }: History,
  agreement: number,
): Taste[] {
  const tastes = friends.map((friend) => unit(filter.tasteOf(historyOf(friend))));
  const weights = friendWeights(own, tastes, (agreement * rows.length) / (rows.length + AGREEMENT_HALF_AT));
  const weighed = tastes.map((taste, index) => scaled(taste, weights[index]!));
  const length = norm(sumOf(weighed, own.length)) || 1;
  return weighed.map((taste) => scaled(taste, 1 / length));
}

/** A friend's weight: 1 − k + k · agreement_f / mean agreement, the agreement being max(0, own · friend). */
export function friendWeights(own: Taste, friends: readonly Taste[], k: number): number[] {
  const agreements = friends.map((friend) => Math.max(0, dot(own, friend)));
  const usual = agreements.reduce((sum, value) => sum + value, 0) / Math.max(friends.length, 1) || 1;
  return agreements.map((value) => 1 - k + (k * value) / usual);
}

export function sumOf(tastes: readonly Taste[], rank: number): Taste {
  const sum = new Float64Array(rank);
  for (const taste of tastes) addScaled(sum, 1, taste);
  return sum;
}

export function unit(taste: Taste): Taste {
  return scaled(taste, 1 / (norm(taste) || 1));
}

export function scaled(taste: Taste, factor: number): Taste {
  return taste.map((value) => value * factor);
}
