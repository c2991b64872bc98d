/** Decayed Markov chain: what tends to follow the last few titles, the nearer the more it counts. The floor of every sequence model. */
import type { Sparse } from '../../lib/math/sparse.ts';
import { mean } from '../../lib/math/statistics.ts';
import { topK } from '../../lib/math/top-k.ts';
import { ORDER_WINDOW } from '../../lib/recommender/ranking/ranker-features.ts';
import { bestOf } from '../evaluation/tuning.ts';
import {
  holdOutLast,
  nextItemNdcg,
  type Sequence,
  type SequenceModel,
  type SequenceModelKind,
} from './sequence-model.ts';

/** How many titles before or after one another count at all. */
const WINDOW = ORDER_WINDOW;
const DECAY_CHOICES = [0.85, 0.7];
const SOURCE_CHOICES = [0.5, 0.25, 0.75, 1];
const TARGET_CHOICES = [0.5, 0, 0.25, 0.75];
const VALIDATION_CASES = 1000;

export type MarkovParameters = {
  /** Weight of a step k titles away: decay^(k − 1), in counting and in scoring. */
  readonly decay: number;
  /** a: how far a well-known title's followers are spread thin. */
  readonly source: number;
  /** b: how far a title that follows everything is held back. */
  readonly target: number;
};

type Transitions = { readonly follows: Sparse; readonly counts: Float64Array };

export const markov: SequenceModelKind = {
  name: 'markov',
  fit(sequences, items, _config, progress) {
    const { training, cases } = holdOutLast(sequences, Math.ceil(sequences.length / VALIDATION_CASES));
    const counted = new Map(
      DECAY_CHOICES.map((decay) => [decay, countTransitions(training, items, decay)] as const),
    );
    const steps = DECAY_CHOICES.length + SOURCE_CHOICES.length + TARGET_CHOICES.length;
    let done = 0;
    let best: MarkovParameters = {
      decay: DECAY_CHOICES[0]!,
      source: SOURCE_CHOICES[0]!,
      target: TARGET_CHOICES[0]!,
    };
    const choose = (candidates: MarkovParameters[]) => {
      best = bestOf(candidates, (parameters) => {
        progress(++done / steps);
        return mean(nextItemNdcg(modelOf(counted.get(parameters.decay)!, parameters), cases));
      });
    };
    choose(SOURCE_CHOICES.map((source) => ({ ...best, source })));
    choose(TARGET_CHOICES.map((target) => ({ ...best, target })));
    choose(DECAY_CHOICES.map((decay) => ({ ...best, decay })));
    return fitMarkov(sequences, items, best);
  },
};

export function fitMarkov(
  sequences: readonly Sequence[],
  items: number,
  parameters: MarkovParameters,
): SequenceModel {
  return modelOf(countTransitions(sequences, items, parameters.decay), parameters);
}

/** t(i → j) = n_i^-a C_ij n_j^-b: of each item i the highest, ids −1 where a list ends [items × perRow]. */
export function listTransitions(
  sequences: readonly Sequence[],
  items: number,
  { decay, source, target }: MarkovParameters,
  perRow: number,
): { readonly perRow: number; readonly ids: Int32Array; readonly weights: Float32Array } {
  const { follows, counts } = countTransitions(sequences, items, decay);
  const ids = new Int32Array(items * perRow).fill(-1);
  const weights = new Float32Array(items * perRow);
  for (let item = 0; item < items; item++) {
    const start = follows.offsets[item]!;
    const values = follows.values
      .slice(start, follows.offsets[item + 1]!)
      .map(
        (count, at) =>
          count * counts[item]! ** -source * Math.max(counts[follows.indices[start + at]!]!, 1) ** -target,
      );
    topK(values, perRow).forEach((at, place) => {
      ids[item * perRow + place] = follows.indices[start + at]!;
      weights[item * perRow + place] = values[at]!;
    });
  }
  return { perRow, ids, weights };
}

/** score_j = n_j^-b Σ_k decay^(k−1) n_i^-a C_ij over the last titles i = h₋ₖ. */
function modelOf({ follows, counts }: Transitions, parameters: MarkovParameters): SequenceModel {
  const { decay, source, target } = parameters;
  const targetScale = counts.map((count) => Math.max(count, 1) ** -target);
  return {
    hyperParameters: { ...parameters, window: WINDOW },
    score: (history) => {
      const scores = new Float32Array(follows.rows);
      history.slice(-WINDOW).forEach((item, place, recent) => {
        const weight = decay ** (recent.length - 1 - place) * Math.max(counts[item]!, 1) ** -source;
        for (let at = follows.offsets[item]!; at < follows.offsets[item + 1]!; at++)
          scores[follows.indices[at]!]! += weight * follows.values[at]!;
      });
      return scores.map((score, item) => score * targetScale[item]!);
    },
  };
}

/** C_ij = Σ decay^(k−1) over every j that stands k ≤ window places after an i; row by row, so no items × items matrix is made. */
function countTransitions(sequences: readonly Sequence[], items: number, decay: number): Transitions {
  const { starts, places } = placesByItem(sequences, items);
  const offsets = new Int32Array(items + 1);
  const rows: Float32Array[] = [];
  const followers: Int32Array[] = [];
  const row = new Float32Array(items);
  for (let item = 0; item < items; item++) {
    row.fill(0);
    for (let at = starts[item]!; at < starts[item + 1]!; at++) {
      const sequence = sequences[places[2 * at]!]!;
      const from = places[2 * at + 1]!;
      for (let k = 1, weight = 1; k <= WINDOW && from + k < sequence.length; k++, weight *= decay)
        row[sequence[from + k]!]! += weight;
    }
    const columns = Int32Array.from(row.keys()).filter((other) => row[other]! > 0);
    followers.push(columns);
    rows.push(Float32Array.from(columns, (other) => row[other]!));
    offsets[item + 1] = offsets[item]! + columns.length;
  }
  const indices = new Int32Array(offsets[items]!);
  const values = new Float32Array(offsets[items]!);
  offsets.subarray(0, items).forEach((start, item) => {
    indices.set(followers[item]!, start);
    values.set(rows[item]!, start);
  });
  return {
    follows: { rows: items, columns: items, offsets, indices, values },
    counts: Float64Array.from({ length: items }, (_, item) => starts[item + 1]! - starts[item]!),
  };
}

/** Pairs (sequence, place in it) of item i: places[2 starts[i]] … places[2 starts[i + 1] − 1]. */
function placesByItem(sequences: readonly Sequence[], items: number) {
  const starts = new Int32Array(items + 1);
  for (const sequence of sequences) for (const item of sequence) starts[item + 1]! += 1;
  for (let item = 0; item < items; item++) starts[item + 1]! += starts[item]!;
  const places = new Int32Array(2 * starts[items]!);
  const next = starts.slice();
  sequences.forEach((sequence, index) => {
    sequence.forEach((item, place) => {
      const at = 2 * next[item]!++;
      places[at] = index;
      places[at + 1] = place;
    });
  });
  return { starts, places };
}
