/**
 * How much the own history, friends and the crowd count for somebody of whom so much is known, learned on hidden likes.
 * All shares within one standard error of the best are averaged: on few people the best alone is a matter of luck.
 */
import { permutation, seededRandom } from '../lib/math/random.ts';
import { mean, standardDeviation } from '../lib/math/statistics.ts';
import { topK } from '../lib/math/top-k.ts';
import type { Case } from './dataset.ts';
import type { LowPass } from './low-pass.ts';
import { historyOf, type Progress } from './model.ts';
import { qualityFor } from './spectral-tuning.ts';
import { crowdTaste, type TasteParts, tastePartsOf } from './taste-parts.ts';

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

const OWN_LIMITS = [0, 1, 2, 3, 5, 10, Number.POSITIVE_INFINITY];
const SHARE_CHOICES = [0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1];
const AGREEMENT_CHOICES = [0, 1];

/** People of each sort who are asked, and how many of the first titles of each part can come first in a blend. */
const PEOPLE = 600;
const CANDIDATES = 100;

/** Fewer cases than this say nothing about a length. */
const LEAST_CASES = 5;

export function learnBlend(
  filter: LowPass,
  cases: readonly Case[],
  seed: number,
  progress: Progress,
): FriendBlend {
  const crowd = crowdTaste(filter);
  const befriended = cases.filter(({ friends }) => friends?.length).slice(0, PEOPLE);
  const alone = cases.slice(0, PEOPLE).map(({ person, known, targets }) => ({ person, known, targets }));
  const steps = AGREEMENT_CHOICES.length + 1;
  const trials = AGREEMENT_CHOICES.map((agreement, index) => {
    const learned = learnCurve(filter, befriended, seed, (history) =>
      tastePartsOf(filter, crowd, history, agreement),
    );
    progress((index + 1) / steps);
    return { ...learned, agreement };
  });
  const best = trials.reduce((first, one) => (one.quality > first.quality ? one : first));
  const lonely = learnCurve(filter, alone, seed, (history) => tastePartsOf(filter, crowd, history, 0));
  progress(1);
  return { befriended: best.curve, alone: lonely.curve, agreement: best.agreement };
}

function learnCurve(
  filter: LowPass,
  cases: readonly Case[],
  seed: number,
  partsOf: (history: ReturnType<typeof historyOf>) => TasteParts,
): { curve: BlendCurve; quality: number } {
  const typical = Math.round(Math.expm1(mean(cases.map(({ known }) => Math.log1p(known.length)))));
  const knots: { length: number; shares: Shares; quality: number }[] = [];
  for (const limit of OWN_LIMITS) {
    const asked = cases.filter(({ known }) => !Number.isFinite(limit) || known.length >= limit);
    const length = Number.isFinite(limit) ? limit : typical;
    if (asked.length < LEAST_CASES || length <= (knots.at(-1)?.length ?? -1)) continue;
    const fields = asked.map((one) => {
      const order = permutation(one.known.length, seededRandom(seed + one.person));
      const own = order.slice(0, Math.min(limit, order.length)).map((place) => one.known[place]!);
      return candidatesOf(filter, partsOf(historyOf(own, one.friends)), one);
    });
    knots.push({ length, ...robustBest(fields) });
  }
  if (knots.length === 0) knots.push({ length: 0, shares: { own: 1, friends: 0, crowd: 0 }, quality: 0 });
  return {
    curve: { lengths: knots.map(({ length }) => length), shares: knots.map(({ shares }) => shares) },
    quality: mean(knots.map(({ quality }) => quality)),
  };
}

/** The scores of the titles that can come first, by part, and the places of the targets among them. */
type Field = { readonly parts: Record<keyof Shares, Float32Array>; readonly targets: Int32Array };

/** Targets first, then what stands among the first of any part; all else stays behind in any blend. */
function candidatesOf(filter: LowPass, tastes: TasteParts, one: Case): Field {
  const titles = new Set(one.targets);
  const scores = [tastes.own, tastes.friends, tastes.crowd].map((taste) => {
    const all = filter.scoreTaste(taste);
    for (const row of one.known) all[row] = Number.NEGATIVE_INFINITY;
    for (const row of topK(all, CANDIDATES)) titles.add(row);
    return all;
  });
  const rows = Int32Array.from(titles);
  const [own, friends, crowd] = scores.map((all) => Float32Array.from(rows, (row) => all[row]!));
  return {
    parts: { own: own!, friends: friends!, crowd: crowd! },
    targets: Int32Array.from({ length: one.targets.length }, (_, place) => place),
  };
}

/** The mean of all shares whose quality is within one standard error (person by person) of the best. */
function robustBest(fields: readonly Field[]): { shares: Shares; quality: number } {
  const trials = allShares().map((shares) => {
    const qualities = fields.map(({ parts, targets }) =>
      qualityFor(blendParts(parts, shares), { person: 0, known: new Int32Array(), targets }),
    );
    return { shares, qualities, quality: mean(qualities) };
  });
  const best = trials.reduce((first, one) => (one.quality > first.quality ? one : first));
  const good = trials.filter(({ qualities, quality }) => {
    const lost = qualities.map((value, index) => best.qualities[index]! - value);
    return best.quality - quality <= standardDeviation(lost) / Math.sqrt(fields.length);
  });
  const share = (part: keyof Shares) => mean(good.map(({ shares }) => shares[part]));
  return {
    shares: { own: share('own'), friends: share('friends'), crowd: share('crowd') },
    quality: best.quality,
  };
}

function allShares(): Shares[] {
  return SHARE_CHOICES.flatMap((friends) =>
    SHARE_CHOICES.filter((crowd) => friends + crowd <= 1 + 1e-9).map((crowd) => ({
      own: Math.max(0, 1 - friends - crowd),
      friends,
      crowd,
    })),
  );
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
