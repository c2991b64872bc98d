/** Everything the ranker's features are made of, learned from some people; nothing here knows the people it is asked about. */
import { choleskyFactor, choleskySolveMany } from '../../lib/math/cholesky.ts';
import { forEachValue } from '../../lib/math/sparse.ts';
import { addScaled } from '../../lib/math/vector.ts';
import { rankerRow } from '../../lib/recommender/ranker-features.ts';
import { type Events, type Past, recordEvents } from '../as-of.ts';
import { fitContent } from '../baselines/content.ts';
import type { Dataset } from '../dataset.ts';
import { fitGraphFilter, type GraphFilter, type GraphFilterParameters } from '../graph/graph-filter.ts';
import { historyOf } from '../model.ts';
import { parseMovieLensTitle } from '../publishing/matching.ts';
import { fitMarkov, type MarkovParameters } from '../sequences/markov.ts';

/** Columns of the graph's vectors that the network sees: the broadest tastes. */
export const RANKER_DIMENSIONS = 32;

const YEAR = 365.25 * 24 * 3600;
const CONTENT = { shrink: 100, popularity: 0 };
/** Ratings of average quality that every title is given. */
const QUALITY_SHRINK = 5;
/** Years apart at which two titles are still of one era. */
const ERA = 5;

export type RankerParameters = { readonly graph: GraphFilterParameters; readonly markov: MarkovParameters };

/** A viewer at a moment: what they liked until then, the oldest first. */
export type Viewing = { readonly history: Int32Array; readonly moment: number };

export type SeenTitles = {
  /** One row of RANKER_FEATURES a column asked for. */
  readonly features: readonly Float32Array[];
  /** [RANKER_DIMENSIONS] */
  readonly user: Float32Array;
  readonly titles: readonly Float32Array[];
};

export type Scorers = {
  readonly graph: GraphFilter;
  /** The plain link predictor's score of all titles. */
  base(viewing: Viewing): Float32Array;
  see(viewing: Viewing, columns: Int32Array): SeenTitles;
};

/** `like`: the graph whose directions the vectors are turned into, so that vectors of several graphs mean the same. */
export function fitScorers(
  training: Dataset,
  parameters: RankerParameters,
  seed: number,
  like?: GraphFilter,
): Scorers {
  const { sequences, items } = training;
  if (!sequences || !training.moments)
    throw new Error(`${training.name}: the ranker needs the time of every rating`);
  const graph = fitGraphFilter(training, parameters.graph, seed);
  const content = fitContent(training, CONTENT);
  const sequence = fitMarkov(sequences, items.length, parameters.markov);
  const events = recordEvents(eventsOf(training));
  const quality = qualityOf(training);
  const years = items.map(({ title }) => parseMovieLensTitle(title).year ?? Number.NaN);
  const vectors = embedTitles(graph, like ?? graph, items.length);
  const base = ({ history }: Viewing) => graph.score(historyOf(history));
  return {
    graph,
    base,
    see(viewing, columns) {
      const { history, moment } = viewing;
      const encoded = graph.encode(historyOf(history));
      const whole = graph.blend(encoded, graph.parameters);
      const vector = graph.blend(encoded, { ...graph.parameters, coWatch: 0 });
      const alike = content.score(historyOf(history));
      const next = sequence.score(history);
      const past = events.asOf(moment);
      const user = vectors.user(history);
      const features = Array.from(columns, (column) => {
        const age = 1970 + moment / YEAR - years[column]!;
        return rankerRow({
          graph: whole[column]!,
          vector: vector[column]!,
          coWatch: whole[column]! - vector[column]!,
          content: alike[column]!,
          sequence: Math.log1p(100 * next[column]!),
          popularity: shareOf(past, column),
          trending: shareOf(past, column, moment - YEAR),
          quality: quality[column]!,
          age: Math.log1p(Math.max(0, age)),
          era: nearness(history, (own) => Math.abs(years[own]! - years[column]!) <= ERA),
          ...languageOf(training, history, column),
          history: Math.log1p(history.length),
        });
      });
      return { features, user, titles: Array.from(columns, (column) => vectors.title(column)) };
    },
  };
}

export function eventsOf({ sequences = [], moments = [] }: Dataset): Events {
  const titles = Int32Array.from(sequences.flatMap((own) => Array.from(own)));
  return {
    people: Int32Array.from(sequences.flatMap((own, person) => Array.from(own, () => person))),
    titles,
    values: new Float32Array(titles.length).fill(1),
    times: Float64Array.from(moments.flatMap((own) => Array.from(own))),
  };
}

/** log(1 + likes of the title), against that of an average title of the time. */
function shareOf(past: Past, column: number, since?: number): number {
  return Math.log1p(past.ofTitle(column, since).count) - Math.log1p(past.ofAll(since).count / 1000);
}

function qualityOf({ ratings, items }: Dataset): Float64Array {
  const sums = new Float64Array(items.length);
  const counts = new Float64Array(items.length);
  let total = 0;
  forEachValue(ratings, (_, column, stars) => {
    sums[column]! += stars;
    counts[column]! += 1;
    total += stars;
  });
  const usual = total / Math.max(ratings.values.length, 1);
  return sums.map((sum, column) => (sum + QUALITY_SHRINK * usual) / (counts[column]! + QUALITY_SHRINK));
}

function nearness(history: Int32Array, near: (own: number) => boolean): number {
  return history.reduce((count, own) => count + (near(own) ? 1 : 0), 0) / history.length;
}

function languageOf({ items }: Dataset, history: Int32Array, column: number): { language?: number } {
  const spoken = items[column]!.language;
  if (spoken === undefined) return {};
  const known = history.filter((own) => items[own]!.language !== undefined);
  if (known.length === 0) return {};
  return { language: nearness(known, (own) => items[own]!.language === spoken) };
}

/** Z A, where A [d × RANKER_DIMENSIONS] turns this graph's vectors into the other's by least squares over common titles. */
function embedTitles(graph: GraphFilter, like: GraphFilter, items: number) {
  const width = Math.min(RANKER_DIMENSIONS, like.dimensions);
  const turn = graph === like ? undefined : alignTo(graph, like, width);
  const rowOf = new Int32Array(items).fill(-1);
  const vectors = new Float32Array(items * RANKER_DIMENSIONS);
  let squares = 0;
  graph.rows.forEach((column, row) => {
    rowOf[column] = row;
    for (let d = 0; d < width; d++) {
      let value = turn ? 0 : graph.titleVectors[row * graph.dimensions + d]!;
      if (turn) {
        for (let from = 0; from < graph.dimensions; from++)
          value += graph.titleVectors[row * graph.dimensions + from]! * turn[from * width + d]!;
      }
      vectors[column * RANKER_DIMENSIONS + d] = value;
      squares += value * value;
    }
  });
  const stretch = 1 / Math.sqrt(squares / Math.max(graph.rows.length, 1) || 1);
  const view = (column: number) =>
    vectors.subarray(column * RANKER_DIMENSIONS, (column + 1) * RANKER_DIMENSIONS);
  return {
    /** Half of the usual title has a length below 1. */
    title: (column: number) => view(column).map((value) => value * stretch),
    /** Unit length. */
    user(history: Int32Array): Float32Array {
      const sum = new Float32Array(RANKER_DIMENSIONS);
      for (const column of history) {
        if (rowOf[column] === -1) continue;
        const scale = graph.encodeScale[rowOf[column]!]!;
        view(column).forEach((value, d) => {
          sum[d]! += scale * value;
        });
      }
      const length = Math.hypot(...sum) || 1;
      return sum.map((value) => value / length);
    },
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
