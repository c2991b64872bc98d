/** Chooses the spectral filter's numbers on likes hidden from the training people, then fits on everything. */
import { permutation, seededRandom } from '../lib/math/random.ts';
import { type Sparse, sparseOfRows } from '../lib/math/sparse.ts';
import { mean } from '../lib/math/statistics.ts';
import type { Case, Dataset } from './dataset.ts';
import { measure } from './metrics.ts';
import { type FitConfig, historyOf, type ModelKind, type Progress } from './model.ts';
import {
  broadScores,
  buildTitleGraph,
  likesOf,
  mixScores,
  prepareHop,
  type SpectralFilter,
  type SpectralParameters,
  spectralFilter,
  type TitleGraph,
} from './spectral-filter.ts';
import { INNER } from './tuning.ts';

/** The size of a title vector. */
const RANK = 256;
const VALIDATION_PEOPLE = 500;
const HIDDEN = 0.2;
const LEAST_LIKES = 4;

/** From where the search starts. */
const START: SpectralParameters = {
  itemIn: 0.35,
  person: 0.3,
  sharpness: 1.1,
  itemOut: 0.5,
  broad: 0.1,
  rank: RANK,
};

/** The directions that nearly everyone shares; a negative weight takes popularity out. */
const COMMON = 4;

/** One group after the other, each against the best so far. */
const SEARCH: readonly (readonly Partial<SpectralParameters>[])[] = [
  [{ itemIn: 0.2 }, { itemIn: 0.5 }, { itemIn: 0.65 }],
  [{ person: 0.2 }, { person: 0.4 }, { person: 0.5 }],
  [{ itemOut: 0.2 }, { itemOut: 0.35 }, { itemOut: 0.425 }],
  [
    { broad: 0 },
    { broad: 0.2 },
    { broad: 0.4 },
    { broad: 0.1, rank: RANK / 4 },
    { broad: -0.15, rank: COMMON },
    { broad: -0.3, rank: COMMON },
  ],
  [{ sharpness: 1 }, { sharpness: 1.25 }, { sharpness: 1.5 }],
  [{ itemIn: 0.275 }, { itemIn: 0.425 }, { itemIn: 0.575 }],
];

export const spectralModel: ModelKind = {
  name: 'spectral-filter',
  fit: (training, config, progress) => fitSpectralFilter(training, config, progress).filter,
};

export type HiddenPart = { readonly training: Sparse; readonly cases: readonly Case[] };

/** The tuned filter, and what it was tuned on for those who tune more on top. */
export function fitSpectralFilter(
  training: Dataset,
  { seed }: FitConfig,
  progress: Progress,
): { filter: SpectralFilter; draft: SpectralFilter; part: HiddenPart } {
  const likes = likesOf(training);
  const part = hideLikes(likes, seed + INNER);
  const rank = Math.min(RANK, Math.floor(Math.min(likes.rows, likes.columns) / 2));
  const draft = buildTitleGraph(part.training, rank, seededRandom(seed));
  progress(0.4);
  const parameters = tuneSpectralFilter(draft, part.cases, (done) => progress(0.4 + 0.4 * done));
  const graph = buildTitleGraph(likes, rank, seededRandom(seed), draft.basis);
  return { filter: spectralFilter(graph, parameters), draft: spectralFilter(draft, parameters), part };
}

/**
 * A fifth of everyone's likes is hidden, as a test part is cut; some people's become cases. Hiding only those of a few
 * would not do: where data keep titles with ten likes or more, a title with few likes left has many hidden ones.
 */
export function hideLikes(likes: Sparse, seed: number, people = VALIDATION_PEOPLE): HiddenPart {
  const hidden: Int32Array[] = [];
  const rows = Array.from({ length: likes.rows }, (_, person) => {
    const row = likes.indices.slice(likes.offsets[person], likes.offsets[person + 1]);
    const order = permutation(row.length, seededRandom(seed * 1_000_003 + person)).map(
      (place) => row[place]!,
    );
    const count = row.length < LEAST_LIKES ? 0 : Math.max(1, Math.round(row.length * HIDDEN));
    hidden.push(order.slice(0, count));
    return order.slice(count);
  });
  const chosen = permutation(likes.rows, seededRandom(seed))
    .filter((person) => hidden[person]!.length > 0)
    .slice(0, people);
  const cases = Array.from(chosen, (person) => ({ person, known: rows[person]!, targets: hidden[person]! }));
  return { training: sparseOfRows(likes.columns, rows, 1), cases };
}

function tuneSpectralFilter(
  graph: TitleGraph,
  cases: readonly Case[],
  progress: Progress,
): SpectralParameters {
  const broad = new Map<number, Float32Array[]>();
  const broadFor = (rank: number) => {
    const scores = broad.get(rank) ?? cases.map(({ known }) => broadScores(graph, historyOf(known), rank));
    if (!broad.has(rank)) broad.set(rank, scores);
    return scores;
  };
  const qualityOf = (parameters: SpectralParameters) => {
    const hop = prepareHop(graph, parameters);
    const broadly = broadFor(parameters.rank);
    return mean(
      cases.map((one, index) => {
        const history = historyOf(one.known);
        return qualityFor(mixScores(hop(history), broadly[index]!, parameters.broad, history), one);
      }),
    );
  };
  let best = START;
  let quality = qualityOf(best);
  let done = 0;
  for (const choices of SEARCH) {
    const from = best;
    for (const choice of choices) {
      const candidate = { ...from, ...choice };
      const reached = qualityOf(candidate);
      if (reached > quality) [best, quality] = [candidate, reached];
    }
    progress(++done / SEARCH.length);
  }
  return best;
}

/** Recall@20 + NDCG@20, the two numbers that published tables agree on. */
export function qualityFor(scores: Float32Array, one: Case): number {
  const { 'recall@20': recall, 'ndcg@20': ndcg } = measure(scores, one.known, one.targets, 'all');
  return recall + ndcg;
}
