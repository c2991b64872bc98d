/** Places titles that the graph has never seen by their features, as learned from the graph's own titles. */
import type { Steps } from '../math/steps.ts';
import {
  featureNamesOf,
  type KnownTitle,
  type Placer,
  regressSteps,
} from '../recommender/titles/feature-regression.ts';
import type { TitleFacts } from '../recommender/types.ts';

/**
 * Regression makes scores too small: as a title to find, one outside the graph speaks this much louder (`voice` in
 * `npm run evaluate -- --study cold-titles`). As history it stays as quiet as regression makes it.
 */
const CONTENT_VOICE = 2;
const CONTENT_PRIOR_STEP = 0.4;

/** Where titles stand: [titles × dimensions], or [titles]. */
export type Places = {
  readonly encoders: Float32Array;
  readonly titles: Float32Array;
  readonly priors: Float32Array;
  readonly inGraph: Uint8Array;
};

/** A graph title to learn from, and its row. */
export type Taught = KnownTitle & { readonly row: number };

/** → features of a title to its vector, its encoder vector and its prior [2 · dimensions + 1]. */
export function* learnPlaces(
  known: readonly Taught[],
  places: Places,
  dimensions: number,
): Steps<Placer | undefined> {
  if (known.length === 0) return undefined;
  const regression = yield* regressSteps(known);
  const width = 2 * dimensions + 1;
  const targets = new Float32Array(regression.anchors.length * width);
  regression.anchors.forEach((anchor, place) => {
    const { row } = known[anchor]!;
    const [from, to] = [row * dimensions, (row + 1) * dimensions];
    targets.set(places.titles.subarray(from, to), place * width);
    targets.set(places.encoders.subarray(from, to), place * width + dimensions);
    targets[(place + 1) * width - 1] = places.priors[row]!;
  });
  return yield* regression.learnSteps(targets, width);
}

export function placeByFeatures(
  facts: TitleFacts,
  row: number,
  places: Places,
  placer: Placer,
  dimensions: number,
): void {
  const said = placer(featureNamesOf(facts));
  for (let d = 0; d < dimensions; d++) {
    places.titles[row * dimensions + d] = CONTENT_VOICE * said[d]!;
    places.encoders[row * dimensions + d] = said[dimensions + d]!;
  }
  places.priors[row] = said[2 * dimensions]! - CONTENT_PRIOR_STEP;
}
