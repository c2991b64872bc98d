/** What some people teach about titles, seen through the very features that serving reads; nothing here knows the people it is asked about. */
import type { RowLists } from '../../lib/inference/bundle-files.ts';
import { choleskyFactor, choleskySolveMany } from '../../lib/math/cholesky.ts';
import { topK } from '../../lib/math/top-k.ts';
import { addScaled, dot } from '../../lib/math/vector.ts';
import type { LinkWeights } from '../../lib/recommender/engine.ts';
import {
  BROAD_TASTES,
  linkLogit,
  type RankerViewer,
  rankerRow,
  readRankerViewer,
} from '../../lib/recommender/ranking/ranker-features.ts';
import type { Interaction } from '../../lib/recommender/types.ts';
import type { Dataset } from '../dataset.ts';
import { fitGraphFilter, type GraphFilter, type GraphFilterParameters } from '../graph/graph-filter.ts';
import { listTransitions, type MarkovParameters } from '../sequences/markov.ts';
import { type RankerView, viewFit } from './ranker-view.ts';

/** Next titles that are kept of each title. */
const FOLLOWING = 40;

export type RankerParameters = {
  readonly graph: GraphFilterParameters;
  readonly markov: MarkovParameters;
  readonly link: LinkWeights;
};

/** A viewer at a moment (epoch ms) and all that they did before. */
export type Viewing = { readonly interactions: readonly Interaction[]; readonly moment: number };

/** Columns as the network sees them: the link predictor's best titles, best first. */
export type SeenTitles = {
  readonly columns: Int32Array;
  /** One row of RANKER_FEATURES a column. */
  readonly features: readonly Float32Array[];
  /** The link predictor's logits. */
  readonly links: Float32Array;
  /** [dimensions of the network] */
  readonly user: Float32Array;
  readonly titles: readonly Float32Array[];
};

export type Scorers = {
  readonly graph: GraphFilter;
  readonly transitions: RowLists;
  readonly view: RankerView;
  /** What title vectors are multiplied with, so that the usual one has about length 1. */
  readonly stretch: number;
  /** The `most` best titles that the viewer has not seen; undefined for someone of whom the graph knows nothing. */
  see(viewing: Viewing, most: number): SeenTitles | undefined;
};

/** `like`: the graph whose directions the vectors are turned into, so that vectors of several graphs mean the same. */
export function fitScorers(
  training: Dataset,
  parameters: RankerParameters,
  seed: number,
  like?: GraphFilter,
): Scorers {
  const { sequences, diaries } = training;
  if (!sequences || !diaries) throw new Error(`${training.name}: the ranker needs the time of every rating`);
  const graph = fitGraphFilter(training, parameters.graph, seed);
  const transitions = fitTransitions(sequences, graph, parameters.markov);
  const view = viewFit(training, graph, transitions, parameters.markov.decay, parameters.link);
  const broaden = turnInto(graph, like ?? graph);
  const broad = Array.from({ length: view.size }, (_, row) => broaden(view.titleVector(row)));
  const stretch = 1 / Math.sqrt(broad.reduce((sum, title) => sum + dot(title, title), 0) / view.size || 1);
  const titles = broad.map((title) => title.map((value) => value * stretch));
  return {
    graph,
    transitions,
    view,
    stretch,
    see({ interactions, moment }, most) {
      const viewer = readRankerViewer(interactions, moment, view, view.knowledge);
      if (!viewer) return undefined;
      const links = linksOf(viewer, interactions, view);
      const rows = topK(links, most);
      return {
        columns: rows.map((row) => graph.rows[row]!),
        features: Array.from(rows, (row) => rankerRow(viewer, row, view, view.knowledge)),
        links: Float32Array.from(rows, (row) => links[row]!),
        user: broaden(viewer.vector),
        titles: Array.from(rows, (row) => titles[row]!),
      };
    },
  };
}

/** Between rows of the graph: titles without a row are not there. */
function fitTransitions(
  sequences: readonly Int32Array[],
  { rows }: GraphFilter,
  parameters: MarkovParameters,
): RowLists {
  const rowOf = new Map(Array.from(rows, (column, row) => [column, row]));
  const known = sequences.map((own) =>
    Int32Array.from(Array.from(own, (column) => rowOf.get(column) ?? -1).filter((row) => row !== -1)),
  );
  return listTransitions(known, rows.length, parameters, FOLLOWING);
}

/** [rows], −Infinity for what the viewer has done something with. */
function linksOf(viewer: RankerViewer, interactions: readonly Interaction[], view: RankerView): Float32Array {
  const links = Float32Array.from({ length: view.size }, (_, row) => linkLogit(viewer, row, view));
  for (const { titleId } of interactions) {
    const row = view.rowOf(titleId);
    if (row !== undefined) links[row] = Number.NEGATIVE_INFINITY;
  }
  return links;
}

/** x → its first columns, or x A where A turns this graph's vectors into the other's by least squares over common titles. */
function turnInto(graph: GraphFilter, like: GraphFilter): (vector: Float32Array) => Float32Array {
  const width = Math.min(BROAD_TASTES, like.dimensions);
  if (graph === like) return (vector) => vector.slice(0, width);
  const turn = alignTo(graph, like, width);
  return (vector) => {
    const turned = new Float64Array(width);
    vector.forEach((value, from) => {
      addScaled(turned, value, turn, from * width);
    });
    return Float32Array.from(turned);
  };
}

/** (ZᵀZ + εI)⁻¹ Zᵀ Z' */
function alignTo(graph: GraphFilter, like: GraphFilter, width: number): Float64Array {
  const d = graph.dimensions;
  const likeRow = new Map(Array.from(like.rows, (column, row) => [column, row]));
  const common = Array.from(graph.rows.keys()).filter((row) => likeRow.has(graph.rows[row]!));
  const own = new Float64Array(common.length * d);
  const theirs = new Float64Array(common.length * width);
  common.forEach((row, place) => {
    const other = likeRow.get(graph.rows[row]!)! * like.dimensions;
    own.set(graph.titleVectors.subarray(row * d, (row + 1) * d), place * d);
    theirs.set(like.titleVectors.subarray(other, other + width), place * width);
  });
  const gram = transposedProduct(own, own, d, d);
  for (let index = 0; index < d; index++) gram[index * d + index]! += 1e-6;
  return choleskySolveMany(choleskyFactor(gram, d), transposedProduct(own, theirs, d, width), width);
}

/** AᵀB [aWidth × bWidth] of A [rows × aWidth] and B [rows × bWidth]. */
function transposedProduct(a: Float64Array, b: Float64Array, aWidth: number, bWidth: number): Float64Array {
  const product = new Float64Array(aWidth * bWidth);
  for (let row = 0; row * aWidth < a.length; row++) {
    for (let index = 0; index < aWidth; index++)
      addScaled(
        product.subarray(index * bWidth, (index + 1) * bWidth),
        a[row * aWidth + index]!,
        b,
        row * bWidth,
      );
  }
  return product;
}
