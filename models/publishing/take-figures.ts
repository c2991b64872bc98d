/** The graph's figures of an earlier bundle, for the very same graph learned again: what is equal need not be measured twice. */
import type { Bundle, BundleManifest } from '../../lib/inference/bundle.ts';
import type { Dataset } from '../dataset.ts';
import type { GraphFilter } from '../graph/graph-filter.ts';

/** Throws where data, seed or any number of the graph is another. */
export function takeFigures(
  { folder, manifest, titleVectors, neighbours }: Bundle,
  dataset: Dataset,
  model: GraphFilter,
  seed: number,
): BundleManifest['metrics'] {
  const same =
    manifest.data.sha256 === dataset.sha256 &&
    manifest.seed === seed &&
    areEqual(titleVectors, model.titleVectors) &&
    areEqual(neighbours.weights, model.neighbourWeights);
  if (same) return manifest.metrics;
  throw new Error(
    `--figures-of ${folder}: it was learned from other data, with another seed or into other numbers, so its figures say ` +
      'nothing of this bundle; leave the option out to measure again',
  );
}

function areEqual(a: Float32Array, b: Float32Array): boolean {
  return a.length === b.length && a.every((value, place) => value === b[place]);
}
