/**
 * A made-up world of any size whose true tastes are known: titles belong to tastes and follow a popularity law, people
 * mix a few tastes, and part of what they watch is chance. Any person can be drawn alone, so nothing is kept.
 */
import { normal, permutation, type Random, seededRandom } from '../../lib/math/random.ts';
import type { RowStream } from '../streamed/row-stream.ts';

/** Popularity falls as (rank + OFFSET)^-EXPONENT: Zipf's law with a flatter head (Mandelbrot). */
const POPULARITY_EXPONENT = 0.9;
const POPULARITY_OFFSET = 10;
const MOST_TASTES = 64;
const LEAST_TITLES_PER_TASTE = 40;
/** How much a title appeals to its own taste, to a second one, and to all others. */
const APPEAL = { own: 1, second: 0.3, other: 0.01 };
/** People mix so many tastes at most; the share of the n-th is 1 / n of the first's, before chance. */
const MOST_OWN_TASTES = 4;
/** The share of what somebody watches that their tastes do not explain: what is popular. */
const CHANCE = 0.2;
/** Lengths of histories are log-normal with this spread, between these bounds. */
const LENGTH_SPREAD = 0.8;
const LEAST_LENGTH = 5;
const MOST_SHARE_OF_TITLES = 0.25;
/** Draws without a new title after which a history is as long as it gets. */
const MOST_REPEATS = 200;

export type World = {
  readonly titles: number;
  readonly tastes: number;
  /** Each title's own taste. */
  readonly tasteOf: Uint8Array;
  /** What a person watched, in the order they did; the same for the same seed, whoever else is asked for. */
  historyOf(person: number): Int32Array;
  /** The chance that a person's next title is this one → [titles]. */
  preferenceOf(person: number): Float64Array;
  /** The histories of people 0 … people − 1, one at a time. */
  stream(people: number): RowStream;
};

export function createWorld(titles: number, meanLength: number, seed: number): World {
  const random = seededRandom(seed);
  const tastes = Math.max(2, Math.min(MOST_TASTES, Math.floor(titles / LEAST_TITLES_PER_TASTE)));
  const popularity = drawPopularity(titles, random);
  const [tasteOf, secondOf] = [drawTastes(titles, tastes, random), drawTastes(titles, tastes, random)];
  const laws = Array.from({ length: tastes }, (_, taste) =>
    normalise(
      popularity.map((weight, title) => {
        if (tasteOf[title] === taste) return weight * APPEAL.own;
        return weight * (secondOf[title] === taste ? APPEAL.second : APPEAL.other);
      }),
    ),
  );
  const tables = [...laws, popularity].map(aliasTable);
  const seen = new Int32Array(titles);
  let stamp = 0;
  const historyOf = (person: number) => {
    const { random: draw, shares } = drawPerson(person);
    const length = drawLength(titles, meanLength, draw);
    const history = new Int32Array(length);
    stamp++;
    let [found, repeats] = [0, 0];
    while (found < length && repeats < MOST_REPEATS) {
      const title = drawFrom(tables[draw() < CHANCE ? tastes : pickTaste(shares, draw())]!, draw());
      if (seen[title] === stamp) repeats++;
      else {
        seen[title] = stamp;
        history[found++] = title;
        repeats = 0;
      }
    }
    return history.subarray(0, found);
  };
  const drawPerson = (person: number) => {
    const own = seededRandom(seed * 1_000_003 + person + 1);
    return { random: own, shares: drawShares(tastes, own) };
  };
  return {
    titles,
    tastes,
    tasteOf,
    historyOf,
    preferenceOf: (person) => {
      const preference = popularity.map((weight) => CHANCE * weight);
      for (const { taste, share } of drawPerson(person).shares) {
        laws[taste]!.forEach((weight, title) => {
          preference[title]! += (1 - CHANCE) * share * weight;
        });
      }
      return preference;
    },
    stream: (people) => ({
      identity: `made-up world, seed ${seed}, ${titles} titles, ${meanLength} likes a person, ${people} people`,
      titles,
      people,
      *rows(from) {
        for (let person = from; person < people; person++) yield historyOf(person);
      },
    }),
  };
}

function drawPopularity(titles: number, random: Random): Float64Array {
  const ranks = permutation(titles, random);
  return normalise(Float64Array.from(ranks, (rank) => (rank + POPULARITY_OFFSET) ** -POPULARITY_EXPONENT));
}

function drawTastes(titles: number, tastes: number, random: Random): Uint8Array {
  return Uint8Array.from({ length: titles }, () => Math.floor(random() * tastes));
}

type Share = { readonly taste: number; readonly share: number };

function drawShares(tastes: number, random: Random): Share[] {
  const count = 1 + Math.floor(random() * MOST_OWN_TASTES);
  const drawn = Array.from({ length: count }, (_, place) => ({
    taste: Math.floor(random() * tastes),
    weight: (0.5 + random()) / (place + 1),
  }));
  const total = drawn.reduce((sum, { weight }) => sum + weight, 0);
  return drawn.map(({ taste, weight }) => ({ taste, share: weight / total }));
}

function pickTaste(shares: readonly Share[], chance: number): number {
  let rest = chance;
  for (const { taste, share } of shares) {
    rest -= share;
    if (rest < 0) return taste;
  }
  return shares[0]!.taste;
}

/** exp(μ + s·z) has the mean exp(μ + s²/2). */
function drawLength(titles: number, meanLength: number, random: Random): number {
  const middle = Math.log(meanLength) - LENGTH_SPREAD ** 2 / 2;
  const length = Math.round(Math.exp(middle + LENGTH_SPREAD * normal(random)));
  return Math.max(LEAST_LENGTH, Math.min(length, Math.floor(titles * MOST_SHARE_OF_TITLES)));
}

function normalise(weights: Float64Array): Float64Array {
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

type AliasTable = { readonly chances: Float64Array; readonly others: Int32Array };

/** Walker 1977, built as Vose 1991 does: a draw in constant time. */
function aliasTable(law: Float64Array): AliasTable {
  const chances = law.map((weight) => weight * law.length);
  const others = Int32Array.from(law.keys());
  const [small, large]: [number[], number[]] = [[], []];
  chances.forEach((chance, index) => {
    (chance < 1 ? small : large).push(index);
  });
  while (small.length > 0 && large.length > 0) {
    const [less, more] = [small.pop()!, large.pop()!];
    others[less] = more;
    chances[more]! -= 1 - chances[less]!;
    (chances[more]! < 1 ? small : large).push(more);
  }
  for (const index of [...small, ...large]) chances[index] = 1;
  return { chances, others };
}

function drawFrom({ chances, others }: AliasTable, chance: number): number {
  const scaled = chance * chances.length;
  const index = Math.floor(scaled);
  return scaled - index < chances[index]! ? index : others[index]!;
}
