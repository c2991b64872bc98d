/** Chooses the low pass's numbers on likes hidden from the training people, then fits on everything. */
import { seededRandom } from '../../lib/math/random.ts';
import { mean } from '../../lib/math/statistics.ts';
import type { Case, Dataset } from '../dataset.ts';
import { type FitConfig, historyOf, type ModelKind, type Progress } from '../model.ts';
import {
  buildTasteGraph,
  type LowPass,
  type LowPassParameters,
  lowPass,
  type TasteGraph,
} from './low-pass.ts';
import { likesOf } from './spectral-filter.ts';
import { type HiddenPart, hideSome, qualityFor } from './spectral-tuning.ts';

/** The size of a title vector. */
const RANK = 256;
const VALIDATION_PEOPLE = 500;

/** Each needs a decomposition of its own; the rest is cheap. */
const TITLE_CHOICES = [0.25, 0.15, 0.35, 0.5];
const START: LowPassParameters = { title: TITLE_CHOICES[0]!, cut: 3, order: 3, shown: 0.5 };

/** One group after the other, each against the best so far; factors multiply what is there. */
type Search = readonly ((from: LowPassParameters) => Partial<LowPassParameters>[])[];
const FIRST_SEARCH: Search = [
  ({ cut }) => [0.5, 2, 4, 8].map((factor) => ({ cut: cut * factor })),
  () => [{ shown: 0 }, { shown: 0.25 }, { shown: 1 }],
  ({ cut }) => [
    { order: 2, cut: cut * 1.5 },
    { order: 4, cut: cut / 1.5 },
  ],
];
const NEARBY_SEARCH: Search = [
  ({ cut }) => [{ cut: cut / 1.4 }, { cut: cut * 1.4 }],
  ({ shown }) => [{ shown: shown / 2 }, { shown: (shown + 1) / 2 }],
];

export const lowPassModel: ModelKind = {
  name: 'low-pass',
  fit: (training, config, progress) => fitLowPass(training, config, progress).filter,
};

/** The tuned filter, and what it was tuned on for those who tune more on top. */
export function fitLowPass(
  training: Dataset,
  { seed }: FitConfig,
  progress: Progress,
): { filter: LowPass; draft: LowPass; part: HiddenPart } {
  const likes = likesOf(training);
  const part = hideSome(training, seed, likes.rows);
  const cases = part.cases.slice(0, VALIDATION_PEOPLE);
  const rank = Math.min(RANK, Math.floor(Math.min(likes.rows, likes.columns) / 2));
  let best: Rated | undefined;
  TITLE_CHOICES.forEach((title, index) => {
    const graph = buildTasteGraph(part.training, title, rank, seededRandom(seed), best?.draft.graph.basis);
    const search = best ? NEARBY_SEARCH : [...FIRST_SEARCH, ...NEARBY_SEARCH];
    const tuned = tuneLowPass(graph, cases, best?.draft.parameters ?? START, search);
    if (!best || tuned.quality > best.quality) best = tuned;
    progress((index + 1) / (TITLE_CHOICES.length + 1));
  });
  const { draft } = best!;
  const { parameters } = draft;
  const graph = buildTasteGraph(likes, parameters.title, rank, seededRandom(seed), draft.graph.basis);
  return { filter: lowPass(graph, parameters), draft, part };
}

type Rated = { readonly draft: LowPass; readonly quality: number };

function tuneLowPass(
  graph: TasteGraph,
  cases: readonly Case[],
  start: LowPassParameters,
  search: Search,
): Rated {
  const rate = (parameters: LowPassParameters): Rated => {
    const draft = lowPass(graph, parameters);
    return { draft, quality: mean(cases.map((one) => qualityFor(draft.score(historyOf(one.known)), one))) };
  };
  let best = rate({ ...start, title: graph.title });
  for (const choicesFrom of search) {
    const from = best.draft.parameters;
    for (const choice of choicesFrom(from)) {
      const candidate = rate({ ...from, ...choice });
      if (candidate.quality > best.quality) best = candidate;
    }
  }
  return best;
}
