/** Places titles that the graph has never seen by their features, as learned from the graph's own titles. */
import { featureNamesOf, type KnownTitle, regressOnFeatures } from '../recommender/feature-regression.ts';
import type { TitleFacts } from '../recommender/types.ts';
import type { Bundle } from './bundle.ts';

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

export function placeContentTitles(
  bundle: Bundle,
  titles: readonly TitleFacts[],
  engineRows: ReadonlyMap<number, number>,
  table: Places,
): void {
  if (engineRows.size === 0 || engineRows.size === titles.length) return;
  const { dimensions } = bundle.manifest;
  const width = 2 * dimensions + 1;
  const known = Array.from(engineRows, ([from, row]) => ({
    features: featureNamesOf(titles[row]!),
    support: bundle.titles[from]!.likes,
  }));
  const placed = remember(`${bundle.manifest.version} ${JSON.stringify(known)}`, () =>
    learnPlaces(known, [...engineRows.values()], table, dimensions),
  );
  for (const [row, title] of titles.entries()) {
    if (table.inGraph[row] === 1) continue;
    const said = placed(featureNamesOf(title));
    for (let d = 0; d < dimensions; d++) {
      table.titles[row * dimensions + d] = CONTENT_VOICE * said[d]!;
      table.encoders[row * dimensions + d] = said[dimensions + d]!;
    }
    table.priors[row] = said[width - 1]! - CONTENT_PRIOR_STEP;
  }
}

type Placer = ReturnType<ReturnType<typeof regressOnFeatures>['learn']>;

let remembered: { readonly of: string; readonly placer: Placer } | undefined;

/** A catalogue that only grew teaches nothing new of the graph's titles: learning again would stop the server for a second. */
function remember(of: string, learn: () => Placer): Placer {
  if (remembered?.of !== of) remembered = { of, placer: learn() };
  return remembered.placer;
}

/** → features of a title to its vector, its encoder vector and its prior [2 · dimensions + 1]. */
function learnPlaces(
  known: readonly KnownTitle[],
  graphRows: readonly number[],
  table: Places,
  dimensions: number,
): Placer {
  const regression = regressOnFeatures(known);
  const width = 2 * dimensions + 1;
  const targets = new Float32Array(regression.anchors.length * width);
  regression.anchors.forEach((anchor, place) => {
    const row = graphRows[anchor]!;
    targets.set(table.titles.subarray(row * dimensions, (row + 1) * dimensions), place * width);
    targets.set(
      table.encoders.subarray(row * dimensions, (row + 1) * dimensions),
      place * width + dimensions,
    );
    targets[(place + 1) * width - 1] = table.priors[row]!;
  });
  return regression.learn(targets, width);
}
