/** Passes vectors along the graph of people and titles, there and back, on the block kernels. */
import { createEngine } from '../../lib/math/engine.ts';
import {
  createPanels,
  fillPanels,
  panelBytes,
  placeSparse,
  sparseBytes,
  takeColumns,
  timesPanels,
} from '../../lib/math/panels.ts';
import { columnSums, mapValues, rowSums, type Sparse, transpose } from '../../lib/math/sparse.ts';
import { addScaled } from '../../lib/math/vector.ts';

/** For alignment between arrays. */
const SPARE_BYTES = 4096;

/** D_u^-½ X D_i^-½ */
export function normaliseGraph(x: Sparse): Sparse {
  const [people, titles] = [rowSums(x), columnSums(x)];
  return mapValues(x, (value, person, title) => value / Math.sqrt(people[person]! * titles[title]!));
}

/**
 * For G [people × items]: F = (E + ÂE + … + Âᴷ E) / (K + 1) with Â = GᵀG [items × items], two hops of the graph; E and F
 * [items × width]. Â is its own transpose, so slopes go back the way vectors came. The same bytes on any machine.
 */
export function createPropagation(
  graph: Sparse,
  width: number,
): (vectors: Float32Array, layers: number) => Float32Array {
  const { rows: people, columns: items } = graph;
  const bytes =
    2 * sparseBytes(graph) + 8 * (people + items) + panelBytes(people, width) + panelBytes(items, width);
  const engine = createEngine(bytes + SPARE_BYTES, 1);
  const along = placeSparse(engine, graph);
  const back = placeSparse(engine, transpose(graph));
  const [atPeople, atTitles] = [createPanels(engine, people, width), createPanels(engine, items, width)];
  return (vectors, layers) => {
    const sum = vectors.slice();
    fillPanels(atTitles, vectors, width);
    for (let layer = 0; layer < layers; layer++) {
      timesPanels(engine, along, atTitles, atPeople);
      timesPanels(engine, back, atPeople, atTitles);
      addScaled(sum, 1, takeColumns(atTitles, width));
    }
    for (let index = 0; index < sum.length; index++) sum[index]! /= layers + 1;
    return sum;
  };
}
