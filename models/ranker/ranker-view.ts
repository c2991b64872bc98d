/** What the ranker's features ask of an engine, answered by what a bundle holds: of people just learned from, or of one that was published. */
import { type Bundle, populationVectorOf, populationWeight } from '../../lib/inference/bundle.ts';
import type { RowLists } from '../../lib/inference/bundle-files.ts';
import { countAll, countsOf } from '../../lib/inference/ranker.ts';
import type { LinkWeights, NearLists, RankerKnowledge } from '../../lib/recommender/engine.ts';
import type { RankerTitles } from '../../lib/recommender/ranking/ranker-features.ts';
import { recordEvents } from '../as-of.ts';
import { type Dataset, LIKED } from '../dataset.ts';
import { withLanguages } from '../evaluation/languages.ts';
import { type GraphFilter, POPULATION_HALF_AT } from '../graph/graph-filter.ts';
import { parseMovieLensTitle } from '../publishing/matching.ts';

/** Titles are called by their column of the data, or by their row of the bundle. */
export type RankerView = RankerTitles & { readonly knowledge: RankerKnowledge };

type Known = Pick<RankerView, 'link' | 'populationVector' | 'rowOf'> & {
  readonly dimensions: number;
  readonly titleVectors: Float32Array;
  readonly priors: Float32Array;
  readonly encodeScale: ArrayLike<number>;
  readonly decodeScale: ArrayLike<number>;
  readonly neighbours: RowLists;
  readonly facts: readonly { readonly year: number; readonly language: string }[];
  readonly knowledge: RankerKnowledge;
};

/** `transitions` are between rows of the graph. */
export function viewFit(
  training: Dataset,
  graph: GraphFilter,
  transitions: RowLists,
  orderDecay: number,
  link: LinkWeights,
): RankerView {
  const rowOf = new Map(Array.from(graph.rows, (column, row) => [column, row]));
  const scales = Array.from(graph.likes, (likes, row) => ({ likes, encodeScale: graph.encodeScale[row]! }));
  const population = { weight: graph.parameters.population, halfAt: POPULATION_HALF_AT };
  return makeView({
    ...graph,
    link,
    populationVector: populationVectorOf(scales, graph.titleVectors, graph.dimensions),
    rowOf: (column) => rowOf.get(column),
    neighbours: {
      perRow: graph.parameters.neighbours,
      ids: graph.neighbourIds,
      weights: graph.neighbourWeights,
    },
    facts: Array.from(graph.rows, (column) => {
      const { title, language = '' } = training.items[column]!;
      return { year: parseMovieLensTitle(title).year ?? Number.NaN, language };
    }),
    knowledge: {
      follows: listsOf(transitions),
      orderDecay,
      populationWeight: (historyWeight) => populationWeight({ population }, historyWeight),
      ...countAsOf(training, graph.rows),
    },
  });
}

/** Throws for a bundle without a ranker. */
export function viewBundle({ manifest, titles, ranker, ...bundle }: Bundle): RankerView {
  if (!ranker || !manifest.ranker) throw new Error(`${bundle.folder}: the bundle has no ranker`);
  const named = titles.map(({ movieId, title, year }) => ({ movieId, title: `${title} (${year})` }));
  const languages = withLanguages(named).map(({ language = '' }) => language);
  const all = countAll(titles);
  return makeView({
    ...bundle,
    dimensions: manifest.dimensions,
    link: manifest.linkPredictor,
    rowOf: (row) => (row < titles.length ? row : undefined),
    encodeScale: titles.map(({ encodeScale }) => encodeScale),
    decodeScale: titles.map(({ decodeScale }) => decodeScale),
    facts: titles.map(({ year }, row) => ({ year: year ?? Number.NaN, language: languages[row]! })),
    knowledge: {
      follows: listsOf(ranker.transitions),
      orderDecay: manifest.ranker.transitions.decay,
      populationWeight: (historyWeight) => populationWeight(manifest, historyWeight),
      countsOf: (row) => countsOf(titles[row]),
      countsOfAll: () => all,
    },
  });
}

function makeView(known: Known): RankerView {
  const { dimensions, titleVectors, priors, link, populationVector, rowOf, facts, knowledge } = known;
  const scaled = (scale: ArrayLike<number>) =>
    titleVectors.map((value, place) => value * scale[Math.floor(place / dimensions)]!);
  const [encoders, titles] = [scaled(known.encodeScale), scaled(known.decodeScale)];
  return {
    size: facts.length,
    link,
    populationVector,
    rowOf,
    inGraph: () => true,
    encoderVector: (row) => encoders.subarray(row * dimensions, (row + 1) * dimensions),
    titleVector: (row) => titles.subarray(row * dimensions, (row + 1) * dimensions),
    prior: (row) => priors[row]!,
    neighbourLists: listsOf(known.neighbours),
    facts: (row) => facts[row]!,
    knowledge,
  };
}

function listsOf({ perRow, ids, weights }: RowLists): NearLists {
  return { width: perRow, rows: ids, weights };
}

/** Likes and ratings of the graph's titles, strictly before the moment. */
function countAsOf(
  { diaries = [] }: Dataset,
  rows: Int32Array,
): Pick<RankerKnowledge, 'countsOf' | 'countsOfAll'> {
  const kept = new Set(rows);
  const ratings = diaries.flatMap(({ columns, stars, moments }, person) =>
    Array.from(columns, (title, place) => ({ person, title, value: stars[place]!, time: moments[place]! })),
  );
  const record = (events: typeof ratings) =>
    recordEvents({
      people: Int32Array.from(events, ({ person }) => person),
      titles: Int32Array.from(events, ({ title }) => title),
      values: Float32Array.from(events, ({ value }) => value),
      times: Float64Array.from(events, ({ time }) => time),
    });
  const inGraph = ratings.filter(({ title }) => kept.has(title));
  const [rated, liked] = [record(inGraph), record(inGraph.filter(({ value }) => value >= LIKED))];
  return {
    countsOf(row, moment) {
      const { count, sum } = rated.asOf(moment / 1000).ofTitle(rows[row]!);
      return { likes: liked.asOf(moment / 1000).ofTitle(rows[row]!).count, ratings: count, stars: sum };
    },
    countsOfAll(moment) {
      const { count, sum } = rated.asOf(moment / 1000).ofAll();
      return { likes: liked.asOf(moment / 1000).ofAll().count, ratings: count, stars: sum };
    },
  };
}
