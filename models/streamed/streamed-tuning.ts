/** Fits the streamed filter: one pass, tastes, numbers chosen on people the pass set aside, who are added at the end. */
import { createEngine, MOST_BYTES } from '../../lib/math/engine.ts';
import { permutation, seededRandom } from '../../lib/math/random.ts';
import { mean } from '../../lib/math/statistics.ts';
import type { Case } from '../dataset.ts';
import { measure } from '../evaluation/metrics.ts';
import { historyOf, type Progress } from '../model.ts';
import { type BroadTastes, findBroadTastes, tasteBytes } from './broad-tastes.ts';
import {
  addSetAside,
  type CoOccurrence,
  coOccurrenceBytes,
  countTogether,
  type PassOptions,
} from './co-occurrence.ts';
import type { RowStream } from './row-stream.ts';
import {
  blend,
  prepareHop,
  prepareTastes,
  type StreamedFilter,
  type StreamedParameters,
  streamedFilter,
} from './streamed-filter.ts';

/** How many tastes are found; how many of them count is chosen. */
const RANK = 128;
/** Rounds of the iteration from nothing, and from a basis that is nearly right. */
const ROUNDS = { first: 6, again: 2 };
const HIDDEN = 0.2;

const START: StreamedParameters = { itemIn: 0.5, itemOut: 0.35, broad: 0.2, rank: RANK };
/** One group after the other, each against the best so far. */
const SEARCH: readonly (readonly Partial<StreamedParameters>[])[] = [
  [{ broad: 0 }, { broad: 0.1 }, { broad: 0.4 }, { broad: 0.8 }, { broad: 1.6 }],
  [{ rank: RANK / 2 }, { rank: RANK / 4 }, { rank: RANK / 8 }],
  [{ itemIn: 0.35 }, { itemIn: 0.65 }, { itemIn: 0.8 }],
  [{ itemOut: 0.2 }, { itemOut: 0.5 }, { itemOut: 0.65 }],
  [{ broad: 0.1 }, { broad: 0.3 }, { broad: 0.6 }, { broad: 1.2 }, { broad: 2.4 }],
];

export type StreamedConfig = PassOptions & { readonly seed: number; readonly threads?: number };

/** What a fit takes besides the stream itself, in bytes. */
export function streamedBytes(titles: number): number {
  return coOccurrenceBytes(titles) + tasteBytes(titles, RANK);
}

export function refuseManyTitles(titles: number): string | undefined {
  const bytes = streamedBytes(titles);
  if (bytes <= MOST_BYTES) return undefined;
  return `${titles} titles need ${(bytes / 2 ** 30).toFixed(1)} GB for their pairs where 4 GB can be addressed; keep the 30,000 that are liked most`;
}

/** Chooses its numbers on up to 300 people that the pass sets aside, then adds them. */
export function fitStreamedFilter(
  stream: RowStream,
  { seed, threads, ...options }: StreamedConfig,
  progress: Progress,
): StreamedFilter {
  const refusal = refuseManyTitles(stream.titles);
  if (refusal) throw new Error(refusal);
  const engine = createEngine(streamedBytes(stream.titles), threads);
  const part = countTogether(engine, stream, (done) => progress(done / 2), options);
  const rank = Math.min(RANK, Math.floor(stream.titles / 2));
  const draft = findBroadTastes(engine, part, rank, seededRandom(seed), ROUNDS.first, (done) =>
    progress(0.5 + done / 4),
  );
  const parameters = chooseParameters(part, draft, casesFrom(part, seed), (done) =>
    progress(0.75 + done / 8),
  );
  const counted = addSetAside(part);
  const tastes = findBroadTastes(engine, counted, rank, draft, ROUNDS.again, (done) =>
    progress(0.875 + done / 8),
  );
  engine.close();
  return streamedFilter(counted, tastes, parameters);
}

/** A fifth of what each person set aside likes has to be found from the rest. */
function casesFrom({ setAside }: CoOccurrence, seed: number): Case[] {
  return setAside.flatMap((row, person) => {
    const hidden = Math.max(1, Math.round(row.length * HIDDEN));
    if (row.length <= hidden) return [];
    const order = permutation(row.length, seededRandom(seed * 1_000_003 + person)).map(
      (place) => row[place]!,
    );
    return [{ person, known: order.slice(hidden), targets: order.slice(0, hidden) }];
  });
}

/** By Recall@20 + NDCG@20, as the spectral filter chooses. */
function chooseParameters(
  counted: CoOccurrence,
  tastes: BroadTastes,
  cases: readonly Case[],
  progress: Progress,
): StreamedParameters {
  const byRank = new Map<number, Float32Array[]>();
  const broadFor = (rank: number) => {
    const tastesOf = prepareTastes(counted, tastes, rank);
    const scores = byRank.get(rank) ?? cases.map(({ known }) => tastesOf(historyOf(known)));
    byRank.set(rank, scores);
    return scores;
  };
  const qualityOf = (parameters: StreamedParameters) => {
    const hop = prepareHop(counted, parameters);
    const broad = broadFor(parameters.rank);
    return mean(
      cases.map(({ known, targets }, index) => {
        const history = historyOf(known);
        const scores = blend(hop(history), broad[index]!, parameters.broad, history);
        const { 'recall@20': recall, 'ndcg@20': ndcg } = measure(scores, known, targets, 'all');
        return recall + ndcg;
      }),
    );
  };
  let best = START;
  let quality = qualityOf(best);
  SEARCH.forEach((choices, group) => {
    const from = best;
    for (const choice of choices) {
      const candidate = { ...from, ...choice };
      const reached = qualityOf(candidate);
      if (reached > quality) [best, quality] = [candidate, reached];
    }
    progress((group + 1) / SEARCH.length);
  });
  return best;
}
