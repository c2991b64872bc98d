/**
 * How much the own history, friends and the crowd count for somebody of whom so much is known, learned on hidden likes.
 * All shares that are as good as the best are averaged: on few people the best alone is a matter of luck.
 */
import { permutation, seededRandom } from '../lib/math/random.ts';
import { mean, standardDeviation } from '../lib/math/statistics.ts';
import { topK } from '../lib/math/top-k.ts';
import type { Case } from './dataset.ts';
import type { LowPass, Taste } from './low-pass.ts';
import { measure } from './metrics.ts';
import { historyOf, type Progress } from './model.ts';
import { crowdScores, tastePartsOf } from './taste-parts.ts';

/** They sum to 1. */
export type Shares = { readonly own: number; readonly friends: number; readonly crowd: number };

/** `shares[k]` holds for people with `lengths[k]` own titles; in between it moves straight in log(1 + length). */
export type BlendCurve = { readonly lengths: readonly number[]; readonly shares: readonly Shares[] };

export type FriendBlend = {
  readonly befriended: BlendCurve;
  /** For people without friends. */
  readonly alone: BlendCurve;
  /** From 0, all friends alike, to 1, by agreement only (for long histories; see tastePartsOf). */
  readonly agreement: number;
};

const OWN_LIMITS = [0, 1, 2, 3, 5];
const LENGTH_GROUPS = 3;
const SHARE_CHOICES = [0, 0.05, 0.1, 0.2, 0.35, 0.5, 0.65, 0.8, 1];
const AGREEMENT_CHOICES = [0, 1];
const ALL_PARTS: readonly (keyof Shares)[] = ['own', 'friends', 'crowd'];

/** People of each sort who are asked, and how many of the first titles of each part can come first in a blend. */
const PEOPLE = 500;
const CANDIDATES = 60;

/** In standard errors of the mean difference to the best. */
const AS_GOOD = 1;

/** Fewer cases than this say nothing about a length. */
const LEAST_CASES = 5;

export function learnBlend(
  filter: LowPass,
  cases: readonly Case[],
  seed: number,
  progress: Progress,
): FriendBlend {
  const field = prepareFields(filter, seed);
  const befriended = cases.filter(({ friends }) => friends?.length).slice(0, PEOPLE);
  const friendless = cases.filter(({ friends }) => !friends?.length);
  const alone = (friendless.length >= LEAST_CASES ? friendless : cases)
    .slice(0, PEOPLE)
    .map(({ person, known, targets }) => ({ person, known, targets }));
  const rated = AGREEMENT_CHOICES.map((agreement) => {
    const fields = befriended.map((one) => field(one, Number.POSITIVE_INFINITY, agreement));
    return { agreement, quality: fields.length === 0 ? 0 : robustBest(fields, ALL_PARTS).quality };
  });
  const { agreement } = rated.reduce((first, one) => (one.quality > first.quality ? one : first));
  progress(0.2);
  const withFriends = learnCurve(knotsByLimit(befriended), ALL_PARTS, (one, limit) =>
    field(one, limit, agreement),
  );
  progress(0.7);
  const without = learnCurve(knotsByLength(alone), ['own', 'crowd'], (one, limit) => field(one, limit, 0));
  progress(1);
  return { befriended: withFriends, alone: without, agreement };
}

/** The scores of the titles that can come first, by part, and the places of the targets among them. */
type Field = { readonly parts: Record<keyof Shares, Float32Array>; readonly targets: Int32Array };

/** A case as if only so many of its own titles were known: a random few, the same whenever it is asked. */
function prepareFields(filter: LowPass, seed: number) {
  const byCrowd = crowdScores(filter);
  return (one: Case, limit: number, agreement: number): Field => {
    const order = permutation(one.known.length, seededRandom(seed + one.person));
    const rows = order.slice(0, Math.min(limit, order.length)).map((place) => one.known[place]!);
    const tastes = tastePartsOf(filter, historyOf(rows, one.friends), agreement);
    const scored = (taste: Taste) =>
      taste.some((value) => value !== 0) ? filter.scoreTaste(taste) : new Float32Array(byCrowd.length);
    return fieldOf([scored(tastes.own), scored(tastes.friends), byCrowd.slice()], one);
  };
}

/** Targets first, then what stands among the first of any part; all else stays behind in any blend. */
function fieldOf(scores: readonly Float32Array[], one: Case): Field {
  const titles = new Set(one.targets);
  for (const all of scores) {
    for (const row of one.known) all[row] = Number.NEGATIVE_INFINITY;
    for (const row of topK(all, CANDIDATES)) titles.add(row);
  }
  const rows = Int32Array.from(titles);
  const [own, friends, crowd] = scores.map((all) => Float32Array.from(rows, (row) => all[row]!));
  return {
    parts: { own: own!, friends: friends!, crowd: crowd! },
    targets: Int32Array.from({ length: one.targets.length }, (_, place) => place),
  };
}

/** Befriended people as if they had joined just now, and as they are. */
function knotsByLimit(cases: readonly Case[]): Knot[] {
  const shortened = OWN_LIMITS.map((limit) => ({
    length: limit,
    limit,
    cases: cases.filter(({ known }) => known.length >= limit),
  }));
  return [...shortened, { length: typicalLength(cases), limit: Number.POSITIVE_INFINITY, cases }];
}

/** People as they are, shorter and longer histories apart: who has little differs from who has told little so far. */
function knotsByLength(cases: readonly Case[]): Knot[] {
  const sorted = [...cases].sort((a, b) => a.known.length - b.known.length);
  const groups = Array.from({ length: LENGTH_GROUPS }, (_, group) => {
    const [from, to] = [group, group + 1].map((place) => Math.round((place * sorted.length) / LENGTH_GROUPS));
    const part = sorted.slice(from, to);
    return { length: typicalLength(part), limit: Number.POSITIVE_INFINITY, cases: part };
  });
  return [{ length: 0, limit: 0, cases }, ...groups];
}

type Knot = { readonly length: number; readonly limit: number; readonly cases: readonly Case[] };

function typicalLength(cases: readonly Case[]): number {
  return Math.round(Math.expm1(mean(cases.map(({ known }) => Math.log1p(known.length)))));
}

function learnCurve(
  knots: readonly Knot[],
  parts: readonly (keyof Shares)[],
  field: (one: Case, limit: number) => Field,
): BlendCurve {
  const lengths: number[] = [];
  const shares: Shares[] = [];
  for (const { length, limit, cases } of knots) {
    if (cases.length < LEAST_CASES || length <= (lengths.at(-1) ?? -1)) continue;
    const speaking = parts.filter((part) => part !== 'own' || length > 0);
    lengths.push(length);
    shares.push(
      robustBest(
        cases.map((one) => field(one, limit)),
        speaking,
      ).shares,
    );
  }
  return lengths.length > 0
    ? { lengths, shares }
    : { lengths: [0], shares: [{ own: 1, friends: 0, crowd: 0 }] };
}

/**
 * The mean of all shares that are as good as the best, person by person. A mean shies away from the edge, so where the own
 * history alone is as good, it is half way from there to that.
 */
function robustBest(fields: readonly Field[], parts: readonly (keyof Shares)[]) {
  const trials = allShares(parts).map((shares) => {
    const qualities = fields.map((field) => fieldQuality(blendParts(field.parts, shares), field.targets));
    return { shares, qualities, quality: mean(qualities) };
  });
  const best = trials.reduce((first, one) => (one.quality > first.quality ? one : first));
  const good = trials.filter(({ qualities, quality }) => {
    const lost = qualities.map((value, index) => best.qualities[index]! - value);
    return best.quality - quality <= (AS_GOOD * standardDeviation(lost)) / Math.sqrt(fields.length);
  });
  const alone = good.find(({ shares }) => shares.own === 1);
  const middle = meanShares(good.map(({ shares }) => shares));
  return { shares: alone ? meanShares([middle, alone.shares]) : middle, quality: best.quality };
}

function meanShares(all: readonly Shares[]): Shares {
  const share = (part: keyof Shares) => mean(all.map((shares) => shares[part]));
  return { own: share('own'), friends: share('friends'), crowd: share('crowd') };
}

/** Everything on the grid that gives a share to these parts only. */
function allShares(parts: readonly (keyof Shares)[]): Shares[] {
  const all = SHARE_CHOICES.flatMap((friends) =>
    SHARE_CHOICES.map((crowd) => ({ own: Math.round((1 - friends - crowd) * 100) / 100, friends, crowd })),
  );
  return all.filter(
    (shares) =>
      shares.own >= 0 &&
      (Object.keys(shares) as (keyof Shares)[]).every((part) => shares[part] === 0 || parts.includes(part)),
  );
}

/** More cut-offs than one: what is chosen should not hang on one place in the list. */
function fieldQuality(scores: Float32Array, targets: Int32Array): number {
  const measured = measure(scores, new Int32Array(), targets, 'all');
  return measured['recall@10'] + measured['ndcg@10'] + measured['recall@20'] + measured['ndcg@20'];
}

function blendParts(parts: Field['parts'], { own, friends, crowd }: Shares): Float32Array {
  const scores = new Float32Array(parts.own.length);
  for (let place = 0; place < scores.length; place++) {
    scores[place] = own * parts.own[place]! + friends * parts.friends[place]! + crowd * parts.crowd[place]!;
  }
  return scores;
}

export function sharesAt({ lengths, shares }: BlendCurve, length: number): Shares {
  const above = lengths.findIndex((known) => known >= length);
  if (above === -1) return shares.at(-1)!;
  if (above === 0) return shares[0]!;
  const at = (known: number) => Math.log1p(known);
  const [low, high] = [shares[above - 1]!, shares[above]!];
  const t = (at(length) - at(lengths[above - 1]!)) / (at(lengths[above]!) - at(lengths[above - 1]!));
  const between = (part: keyof Shares) => low[part] + t * (high[part] - low[part]);
  return { own: between('own'), friends: between('friends'), crowd: between('crowd') };
}
