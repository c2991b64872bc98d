/** How much own history, friends and the crowd count for somebody of whom so much is known, learned on hidden likes. */
import { permutation, seededRandom } from '../../lib/math/random.ts';
import { mean } from '../../lib/math/statistics.ts';
import { topK } from '../../lib/math/top-k.ts';
import type { Case } from '../dataset.ts';
import { historyOf, type Progress } from '../model.ts';
import { bestShares, type Field, PARTS, type Shares } from './blend-shares.ts';
import type { LowPass, Taste } from './low-pass.ts';
import { crowdScores, tastePartsOf } from './taste-parts.ts';

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
const AGREEMENT_CHOICES = [0, 1];

/** People of each sort who are asked, and how many of the first titles of each part can come first in a blend. */
const PEOPLE = 500;
const CANDIDATES = 60;

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
    return { agreement, quality: fields.length === 0 ? 0 : bestShares(fields, PARTS).quality };
  });
  const { agreement } = rated.reduce((first, one) => (one.quality > first.quality ? one : first));
  progress(0.2);
  const withFriends = learnCurve(knotsByLimit(befriended), PARTS, (one, limit) =>
    field(one, limit, agreement),
  );
  progress(0.7);
  const without = learnCurve(knotsByLength(alone), ['own', 'crowd'], (one, limit) => field(one, limit, 0));
  progress(1);
  return { befriended: withFriends, alone: without, agreement };
}

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
      bestShares(
        cases.map((one) => field(one, limit)),
        speaking,
      ).shares,
    );
  }
  return lengths.length > 0
    ? { lengths, shares }
    : { lengths: [0], shares: [{ own: 1, friends: 0, crowd: 0 }] };
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
