/** Hyper-parameters are chosen on a part cut from the training data as the test part is cut; that one is never looked at. */
import { permutation, seededRandom } from '../../lib/math/random.ts';
import { mapValues } from '../../lib/math/sparse.ts';
import { mean } from '../../lib/math/statistics.ts';
import { type Case, casesOf, type Dataset, LIKED, splitPeople, takePeople } from '../dataset.ts';
import { historyOf, type Model, type Progress } from '../model.ts';
import { ndcg, spansOf } from './metrics.ts';

const SPLITS = 3;

/** Beyond so many people one part is enough, and so many cases say which of two settings is better. */
const MANY_PEOPLE = 2000;
const CASES = 1000;

/** Of somebody's likes this share is hidden, from the number of likes on that leaves one of them. */
const HIDDEN = 0.2;
const LEAST_LIKES = 4;

/** Added to the seed, so that the inner splits are not the outer ones again. */
export const INNER = 17;

export type ValidationPart = {
  readonly training: Dataset;
  readonly heldOut: Dataset;
  readonly cases: readonly Case[];
};

/** Three parts that hold everyone out once, where few people are held out in the test; otherwise one part. */
export function validationParts(dataset: Dataset, seed: number): ValidationPart[] {
  if ((dataset.cut ?? 'people') !== 'people') return [hideLikes(dataset, seed + INNER)];
  const people = dataset.people.length;
  const splits =
    people <= MANY_PEOPLE
      ? splitPeople(people, SPLITS, seed + INNER)
      : splitPeople(people, Math.floor(people / CASES), seed + INNER).slice(0, 1);
  return splits.map(({ training, heldOut }) => ({
    training: takePeople(dataset, training),
    heldOut: takePeople(dataset, heldOut),
    cases: casesOf(dataset, heldOut, seed + INNER),
  }));
}

/**
 * Some of everyone's likes are hidden, and some people's become cases. Hiding only those of a few would not do: where
 * data keep titles with ten likes or more, a title with few likes left has many hidden ones.
 */
export function hideLikes(dataset: Dataset, seed: number, people = CASES): ValidationPart {
  const { ratings, sequences } = dataset;
  const hidden = Array.from({ length: ratings.rows }, (_, row) => new Set(hiddenOf(dataset, row, seed)));
  const training: Dataset = {
    ...dataset,
    ratings: mapValues(ratings, (stars, row, column) => (hidden[row]!.has(column) ? 0 : stars)),
    ...(sequences && {
      sequences: sequences.map((columns, row) => columns.filter((column) => !hidden[row]!.has(column))),
    }),
  };
  const chosen = permutation(ratings.rows, seededRandom(seed))
    .filter((row) => hidden[row]!.size > 0)
    .slice(0, people);
  const cases = Array.from(chosen, (row) => ({
    person: row,
    known: likesOf(training, row),
    targets: Int32Array.from(hidden[row]!),
  }));
  return { training, heldOut: takePeople(dataset, chosen), cases };
}

/** One person's likes, in the order they came where that is known. */
function likesOf({ ratings, sequences }: Dataset, row: number): Int32Array {
  if (sequences) return sequences[row]!;
  const { offsets, indices, values } = ratings;
  const start = offsets[row]!;
  return indices.slice(start, offsets[row + 1]).filter((_, place) => values[start + place]! >= LIKED);
}

function hiddenOf(dataset: Dataset, row: number, seed: number): Int32Array {
  const likes = likesOf(dataset, row);
  const count = likes.length < LEAST_LIKES ? 0 : Math.max(1, Math.round(likes.length * HIDDEN));
  if (count === 0) return likes.slice(0, 0);
  if (dataset.cut === 'next') return likes.slice(-1);
  if (dataset.cut === 'latest') return likes.slice(-count);
  return permutation(likes.length, seededRandom(seed * 1_000_003 + row))
    .map((place) => likes[place]!)
    .slice(0, count);
}

/** Mean NDCG@100 over all cases of all parts, each part with its own model. */
export function validate(
  parts: readonly ValidationPart[],
  modelFor: (part: ValidationPart, index: number) => Pick<Model, 'score'>,
): number {
  return mean(
    parts.flatMap((part, index) => {
      const model = modelFor(part, index);
      return part.cases.map((one) => ndcgOf(model.score(historyOf(one.known)), one));
    }),
  );
}

export function ndcgOf(scores: Float32Array, one: Case): number {
  return ndcg(spansOf(scores, one.known, one.targets), 100);
}

/**
 * One group of changes after the other, each change against the best so far; what comes first wins a tie, and nothing
 * is tried where there is no choice.
 */
export function chooseInTurn<P extends object>(
  start: P,
  groups: readonly (readonly Partial<P>[])[],
  qualityOf: (candidate: P) => number,
  progress: Progress,
): P {
  const tries = groups.reduce((sum, group) => sum + Math.max(0, group.length - 1), 1);
  let [best, done] = [start, 0];
  const rate = (candidate: P) => {
    const quality = qualityOf(candidate);
    progress(++done / tries);
    return quality;
  };
  let highest: number | undefined;
  for (const group of groups) {
    const from = best;
    for (const change of group) {
      if (changesNothing(from, change)) continue;
      highest ??= rate(from);
      const quality = rate({ ...from, ...change });
      if (quality > highest) [best, highest] = [{ ...from, ...change }, quality];
    }
  }
  return best;
}

function changesNothing<P extends object>(from: P, change: Partial<P>): boolean {
  return (Object.keys(change) as (keyof P)[]).every((key) => change[key] === from[key]);
}

/** The candidate with the highest quality; the first one wins a tie. */
export function bestOf<C>(candidates: readonly C[], qualityOf: (candidate: C) => number): C {
  const rated = candidates.map((candidate) => ({ candidate, quality: qualityOf(candidate) }));
  return rated.reduce((best, one) => (one.quality > best.quality ? one : best)).candidate;
}
