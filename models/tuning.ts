/** Hyper-parameters are chosen on held-out people inside the training people; test people are never looked at. */
import { mean } from '../lib/math/statistics.ts';
import { type Case, casesOf, type Dataset, splitPeople, takePeople } from './dataset.ts';
import { ndcg, spansOf } from './metrics.ts';
import { historyOf, type Model } from './model.ts';

const SPLITS = 3;

/** Added to the seed, so that the inner splits are not the outer ones again. */
export const INNER = 17;

export type ValidationPart = {
  readonly training: Dataset;
  readonly heldOut: Dataset;
  readonly cases: readonly Case[];
};

export function validationParts(dataset: Dataset, seed: number): ValidationPart[] {
  return splitPeople(dataset.people.length, SPLITS, seed + INNER).map(({ training, heldOut }) => ({
    training: takePeople(dataset, training),
    heldOut: takePeople(dataset, heldOut),
    cases: casesOf(dataset, heldOut, seed + INNER),
  }));
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

/** The candidate with the highest quality; the first one wins a tie. */
export function bestOf<C>(candidates: readonly C[], qualityOf: (candidate: C) => number): C {
  const rated = candidates.map((candidate) => ({ candidate, quality: qualityOf(candidate) }));
  return rated.reduce((best, one) => (one.quality > best.quality ? one : best)).candidate;
}
