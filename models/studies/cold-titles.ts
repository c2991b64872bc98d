/** How well titles that nobody has rated find their people: a fifth of the titles is hidden from training, and so are the people. */
import { permutation, seededRandom } from '../../lib/math/random.ts';
import { columnSums, mapValues } from '../../lib/math/sparse.ts';
import { mean } from '../../lib/math/statistics.ts';
import {
  FEATURE_KERNEL,
  type FeatureKernel,
  regressOnFeatures,
} from '../../lib/recommender/titles/feature-regression.ts';
import { type ContentParameters, fitContent } from '../baselines/content.ts';
import { type Case, casesOf, type Dataset, LIKED, splitPeople, takePeople } from '../dataset.ts';
import { type Metric, measure } from '../evaluation/metrics.ts';
import { bestOf, INNER } from '../evaluation/tuning.ts';
import { gradeRatings } from '../graph/grading.ts';
import { fitGraphFilter, type GraphFilter, type GraphFilterParameters } from '../graph/graph-filter.ts';
import { tuneGraphFilter } from '../graph/graph-tuning.ts';
import { historyOf, type Progress } from '../model.ts';
import { showProgress } from '../progress.ts';
import { type ColdReady, describeBeforeRelease } from './cold-features.ts';

const FOLDS = 5;
/** Titles with fewer likes are never hidden: nobody would be there to find them. */
const LEAST_LIKES = 5;

const DEGREES = [FEATURE_KERNEL.degree, 1, 2, 5];
const RIDGES = [FEATURE_KERNEL.ridge, 0.1, 1];
/** How loudly a placed title speaks beside learned ones: regression makes scores too small. */
const VOICES = [1, 0.7, 1.5, 2, 3];
const SHRINKS = [100, 10, 1000];
const POPULARITIES = [0.5, 0, 0.25, 1, 2, 4];

export const COLD_PROTOCOL =
  `cold titles, ${FOLDS} folds over people and titles at once: a fifth of the titles with ${LEAST_LIKES} likes or more has no ` +
  'rating in training; held-out people know 80 % of what they liked among the other titles (or 5 of those); ranked are the ' +
  'hidden titles alone, those of them in the catalogue, or all titles with the other 20 % as targets too; ' +
  'numbers chosen on titles and people hidden inside the training part';

const SEGMENTS = ['cold', 'cold, 5 known', 'cold, catalogue', 'all titles'] as const;
type Segment = (typeof SEGMENTS)[number];

const MODELS = ['content + graph', 'content', 'popularity by features'] as const;
type ColdModel = (typeof MODELS)[number];

export type ColdResult = {
  /** Every person's metrics, the same people in the same order for every model. */
  readonly people: Record<Segment, Record<ColdModel, Record<Metric, number>[]>>;
  /** What each fold settled on. */
  readonly chosen: readonly Settings[];
};

export function evaluateColdTitles(dataset: Dataset, seed: number): ColdResult {
  const described = describeBeforeRelease(dataset);
  const people = record(SEGMENTS, () => record(MODELS, (): Record<Metric, number>[] => []));
  const chosen: Settings[] = [];
  const progress = showProgress('evaluate cold titles');
  for (let fold = 0; fold < FOLDS; fold++) {
    const report = (from: number, share: number) => (done: number) =>
      progress((fold + from + share * done) / FOLDS);
    const world = hideTitlesAndPeople(described, FOLDS, fold, seed);
    const parameters = tuneGraphFilter(world.training, { seed }, report(0, 0.6));
    const inner = { ...described, dataset: world.training };
    const settings = tuneColdTitles(inner, parameters, seed, report(0.6, 0.3));
    const graph = fitGraphFilter(world.training, parameters, seed);
    for (const segment of SEGMENTS) {
      const asked = askFor(segment, world, seed);
      for (const model of MODELS) {
        const scores = scoreWith(model, world, graph, settings, asked.cases);
        people[segment][model].push(...measureAll(scores, asked));
      }
    }
    chosen.push(settings);
  }
  progress.finish();
  return { people, chosen };
}

function record<K extends string, V>(keys: readonly K[], make: () => V): Record<K, V> {
  return Object.fromEntries(keys.map((key) => [key, make()])) as Record<K, V>;
}

/** A part of the titles without any rating, a part of the people left out. */
type World = {
  readonly training: Dataset;
  /** Everyone, without the hidden titles' ratings. */
  readonly warm: Dataset;
  readonly everyone: Dataset;
  readonly heldOut: Int32Array;
  readonly hidden: Int32Array;
  readonly described: ColdReady;
};

function hideTitlesAndPeople(described: ColdReady, parts: number, fold: number, seed: number): World {
  const { dataset } = described;
  const likes = columnSums(gradeRatings(dataset.ratings, 'likes'));
  const enough = Int32Array.from(likes.keys()).filter((column) => likes[column]! >= LEAST_LIKES);
  const order = permutation(enough.length, seededRandom(seed));
  const hidden = enough.filter((_, place) => order[place]! % parts === fold);
  const isHidden = new Set(hidden);
  const ratings = mapValues(dataset.ratings, (stars, _, column) => (isHidden.has(column) ? 0 : stars));
  const warm = { ...dataset, ratings };
  const { training, heldOut } = splitPeople(dataset.people.length, parts, seed)[fold]!;
  return { training: takePeople(warm, training), warm, everyone: dataset, heldOut, hidden, described };
}

/** Cases to score; `aside` are the columns that are not ranked at all. */
type Asked = { readonly cases: readonly Case[]; readonly aside: Int32Array };

function askFor(
  segment: Segment,
  { warm, everyone, heldOut, hidden, described }: World,
  seed: number,
): Asked {
  const all = segment === 'all titles';
  const candidates = new Set(
    hidden.filter((column) => segment !== 'cold, catalogue' || described.inCatalogue[column] === 1),
  );
  const limit = segment === 'cold, 5 known' ? 5 : Number.POSITIVE_INFINITY;
  const cases = casesOf(warm, heldOut, seed, limit).flatMap((one): Case[] => {
    const cold = likedBy(everyone, one.person).filter((column) => candidates.has(column));
    if (cold.length === 0) return [];
    return [{ ...one, targets: all ? Int32Array.from([...one.targets, ...cold]) : cold }];
  });
  const columns = Int32Array.from(everyone.items.keys());
  return { cases, aside: all ? new Int32Array(0) : columns.filter((column) => !candidates.has(column)) };
}

function likedBy({ people, ratings }: Dataset, person: number): Int32Array {
  const row = people.indexOf(person);
  const [start, end] = [ratings.offsets[row]!, ratings.offsets[row + 1]!];
  return ratings.indices.subarray(start, end).filter((_, place) => ratings.values[start + place]! >= LIKED);
}

function measureAll(scores: readonly Float32Array[], { cases, aside }: Asked): Record<Metric, number>[] {
  return cases.map(({ known, targets }, index) =>
    measure(scores[index]!, Int32Array.from([...known, ...aside]), targets),
  );
}

function scoreWith(
  model: ColdModel,
  world: World,
  graph: GraphFilter,
  settings: Settings,
  cases: readonly Case[],
): Float32Array[] {
  if (model === 'content + graph') return placeByFeatures(world, graph, settings, cases);
  if (model === 'popularity by features') return placePopularity(world, graph, settings, cases);
  const { score } = fitContent(world.training, settings.content);
  return cases.map(({ known }) => score(historyOf(known)));
}

/** The graph's score; hidden titles get what their features say of the vectors' part of it, which is linear in the vectors. */
function placeByFeatures(
  { hidden, described }: World,
  graph: GraphFilter,
  { kernel, voice }: Settings,
  cases: readonly Case[],
): Float32Array[] {
  const regression = regressOnGraph(graph, described, kernel);
  const encoded = cases.map(({ known }) => graph.encode(historyOf(known)));
  const learned = encoded.map((one) => graph.blend(one, { ...graph.parameters, coWatch: 0 }));
  const targets = new Float32Array(regression.anchors.length * cases.length);
  regression.anchors.forEach((anchor, row) => {
    learned.forEach((scores, person) => {
      targets[row * cases.length + person] = scores[graph.rows[anchor]!]!;
    });
  });
  const place = regression.learn(targets, cases.length);
  const scores = encoded.map((one) => graph.blend(one, graph.parameters));
  for (const column of hidden) {
    place(described.features[column]!).forEach((value, person) => {
      scores[person]![column] = voice * value;
    });
  }
  return scores;
}

/** The same list for everyone: how many likes a title's features promise. */
function placePopularity(
  { hidden, described }: World,
  graph: GraphFilter,
  { kernel }: Settings,
  cases: readonly Case[],
): Float32Array[] {
  const regression = regressOnGraph(graph, described, kernel);
  const logLikes = graph.likes.map(Math.log1p);
  const place = regression.learn(
    Float32Array.from(regression.anchors, (anchor) => logLikes[anchor]!),
    1,
  );
  const scores = new Float32Array(described.features.length).fill(Number.NEGATIVE_INFINITY);
  graph.rows.forEach((column, row) => {
    scores[column] = logLikes[row]!;
  });
  for (const column of hidden) scores[column] = place(described.features[column]!)[0]!;
  return cases.map(() => scores);
}

function regressOnGraph(graph: GraphFilter, { features }: ColdReady, kernel: FeatureKernel) {
  return regressOnFeatures(
    Array.from(graph.rows, (column, row) => ({ features: features[column]!, support: graph.likes[row]! })),
    kernel,
  );
}

type Settings = {
  readonly kernel: FeatureKernel;
  readonly voice: number;
  readonly content: ContentParameters;
};

/** One choice after the other on a fifth of the training part's own titles and people: order by the cold ones, loudness among all. */
function tuneColdTitles(
  described: ColdReady,
  parameters: GraphFilterParameters,
  seed: number,
  progress: Progress,
): Settings {
  const world = hideTitlesAndPeople(described, FOLDS, 0, seed + INNER);
  const graph = fitGraphFilter(world.training, parameters, seed);
  const asked = {
    cold: askFor('cold', world, seed + INNER),
    all: askFor('all titles', world, seed + INNER),
  };
  const steps = DEGREES.length + RIDGES.length + VOICES.length + SHRINKS.length + POPULARITIES.length;
  let done = 0;
  let best: Settings = {
    kernel: FEATURE_KERNEL,
    voice: VOICES[0]!,
    content: { shrink: SHRINKS[0]!, popularity: 0 },
  };
  const choose = <T>(
    values: readonly T[],
    model: ColdModel,
    where: 'cold' | 'all',
    make: (value: T) => Settings,
  ) => {
    best = bestOf(values.map(make), (settings) => {
      progress(++done / steps);
      const scores = scoreWith(model, world, graph, settings, asked[where].cases);
      return mean(measureAll(scores, asked[where]).map((metrics) => metrics['ndcg@100']));
    });
  };
  choose(DEGREES, 'content + graph', 'cold', (degree) => ({ ...best, kernel: { ...best.kernel, degree } }));
  choose(RIDGES, 'content + graph', 'cold', (ridge) => ({ ...best, kernel: { ...best.kernel, ridge } }));
  choose(VOICES, 'content + graph', 'all', (voice) => ({ ...best, voice }));
  choose(SHRINKS, 'content', 'cold', (shrink) => ({ ...best, content: { ...best.content, shrink } }));
  choose(POPULARITIES, 'content', 'all', (popularity) => ({
    ...best,
    content: { ...best.content, popularity },
  }));
  return best;
}
