/** What a model learns from, and the splits that keep held-out people out of training. */
import { permutation, seededRandom } from '../lib/math/random.ts';
import { type Sparse, takeRows } from '../lib/math/sparse.ts';

/** A rating from here on says "liked". */
export const LIKED = 4;

export type Item = {
  readonly movieId: number;
  readonly title: string;
  /** ISO 639, where it is known. */
  readonly language?: string;
};

/**
 * How the test part is cut, so that tuning can cut its own part the same way: `people` are held out whole, a fifth of
 * everyone's `likes` is, the `latest` fifth of them, or the `next` title of a sequence.
 */
export type Cut = 'people' | 'likes' | 'latest' | 'next';

/** One person's ratings, likes or not, in the order they came; moments in seconds. */
export type Diary = {
  readonly columns: Int32Array;
  readonly stars: Float32Array;
  readonly moments: Float64Array;
};

export type Dataset = {
  readonly name: string;
  /** Of all files the data were read from. */
  readonly sha256: string;
  /** One per column of `ratings`. */
  readonly items: readonly Item[];
  /** One id per row of `ratings`. */
  readonly people: Int32Array;
  /** people × items, stars from 0.5 to 5. */
  readonly ratings: Sparse;
  /** people × people: 1 where the row's person names the column's as a friend. */
  readonly friends?: Sparse;
  /** Each person's columns in the order they came, where that is known. */
  readonly sequences?: readonly Int32Array[];
  /** When each place of `sequences` came, in seconds, where that is known. */
  readonly moments?: readonly Float64Array[];
  /** Where the time of every rating is known. */
  readonly diaries?: readonly Diary[];
  /** The split that came with the data; without one, people are held out in folds. */
  readonly test?: readonly Case[];
  /** Without one: people. */
  readonly cut?: Cut;
};

/** One person to be scored: what we may know of them, and the liked titles a model has to find. */
export type Case = {
  readonly person: number;
  readonly known: Int32Array;
  readonly targets: Int32Array;
  /** What cannot be recommended either: watched, though not liked. */
  readonly seen?: Int32Array;
  /** What each friend is known to like. */
  readonly friends?: readonly Int32Array[];
};

/** Some people's rows; friendships, the given test split and its cut belong to the whole and stay behind. */
export function takePeople(dataset: Dataset, rows: Int32Array): Dataset {
  const { name, sha256, items, people, ratings, sequences, moments, diaries } = dataset;
  return {
    name,
    sha256,
    items,
    people: rows.map((row) => people[row]!),
    ratings: takeRows(ratings, rows),
    ...(sequences && { sequences: Array.from(rows, (row) => sequences[row]!) }),
    ...(moments && { moments: Array.from(rows, (row) => moments[row]!) }),
    ...(diaries && { diaries: Array.from(rows, (row) => diaries[row]!) }),
  };
}

/** Everyone is held out exactly once: `count` pairs of (other people, held-out people), as row numbers. */
export function splitPeople(
  people: number,
  count: number,
  seed: number,
): { training: Int32Array; heldOut: Int32Array }[] {
  if (people < 2 * count) {
    throw new Error(
      `${people} people are too few to hold some out ${count} times; ${2 * count} are the least`,
    );
  }
  const order = permutation(people, seededRandom(seed));
  return Array.from({ length: count }, (_, fold) => ({
    training: order.filter((_, place) => place % count !== fold).sort(),
    heldOut: order.filter((_, place) => place % count === fold).sort(),
  }));
}

/**
 * The cases of some people: 20 % of what each liked becomes the targets; of the other 80 % all are known, or
 * only the first `limit`. A person's targets are the same at every limit. Who has too few liked titles is left out.
 * What is known stands in the order it came where that is known, else by column.
 */
export function casesOf(
  dataset: Dataset,
  rows: Int32Array,
  seed: number,
  limit = Number.POSITIVE_INFINITY,
): Case[] {
  const { offsets, indices, values } = dataset.ratings;
  const cases: Case[] = [];
  for (const row of rows) {
    const places = permutation(
      offsets[row + 1]! - offsets[row]!,
      seededRandom(seed * 1_000_003 + dataset.people[row]!),
    );
    const liked = places.map((place) => offsets[row]! + place).filter((place) => values[place]! >= LIKED);
    const hidden = Math.max(1, Math.round(liked.length * 0.2));
    const columns = liked.map((place) => indices[place]!);
    const known = columns.subarray(hidden);
    if (known.length === 0 || (Number.isFinite(limit) && known.length < limit)) continue;
    cases.push({
      person: dataset.people[row]!,
      known: inOrder(known.slice(0, Math.min(limit, known.length)), dataset.sequences?.[row]),
      targets: columns.slice(0, hidden).sort(),
    });
  }
  return cases;
}

function inOrder(columns: Int32Array, sequence: Int32Array | undefined): Int32Array {
  if (sequence === undefined) return columns.sort();
  const kept = new Set(columns);
  return sequence.filter((column) => kept.has(column));
}
