/**
 * Linear autoregression in closed form: ridge regression of the next title on what came before, remembered twice, shortly and
 * for long. Kin of SLIST (Choi et al. 2021) and EASE (Steck 2019), over all places of all sequences.
 */
import { mean } from '../../lib/math/statistics.ts';
import { bestOf } from '../evaluation/tuning.ts';
import { solveLarge } from './large-cholesky.ts';
import {
  holdOutLast,
  nextItemNdcg,
  type Sequence,
  type SequenceModel,
  type SequenceModelKind,
} from './sequence-model.ts';

/** [short, long]: what a title weighs one place further back, in either memory. */
const MEMORY_CHOICES: readonly Memories[] = [
  [0.6, 0.95],
  [0.5, 0.9],
  [0.7, 0.98],
];
/** λ in units of how often a title comes in the mean. */
const RIDGE_CHOICES = [0.7, 0.35, 1.4];
/** Titles that a memory holds below this weight are forgotten. */
const FORGOTTEN = 1e-3;
const VALIDATION_CASES = 1000;
/** The normal equations are a (2 · titles)² matrix of 4 bytes: 400 MB. */
const MOST_ITEMS = 5000;

type Memories = readonly [short: number, long: number];
export type AutoregressionParameters = { readonly memories: Memories; readonly ridge: number };

export const autoregression: SequenceModelKind = {
  name: 'autoregression',
  refuses: refuseManyTitles,
  fit(sequences, items, _config, progress) {
    const { training, cases } = holdOutLast(sequences, Math.ceil(sequences.length / VALIDATION_CASES));
    const fits = MEMORY_CHOICES.length + RIDGE_CHOICES.length;
    let done = 0;
    const qualityOf = (parameters: AutoregressionParameters) => {
      const quality = mean(nextItemNdcg(fitAutoregression(training, items, parameters), cases));
      progress(++done / fits);
      return quality;
    };
    const first = bestOf(
      MEMORY_CHOICES.map((memories) => ({ memories, ridge: RIDGE_CHOICES[0]! })),
      qualityOf,
    );
    const best = bestOf(
      RIDGE_CHOICES.map((ridge) => ({ ...first, ridge })),
      qualityOf,
    );
    return fitAutoregression(sequences, items, best);
  },
};

export function refuseManyTitles(items: number): string | undefined {
  if (items > MOST_ITEMS)
    return `${items} titles make its normal equations too large; ${MOST_ITEMS} are the most`;
}

/**
 * At place t the memory p holds h_p = Σ_k γ_p^(k−1) e(x_{t−k}). W = (Σ h hᵀ + λI)⁻¹ Σ h e(x_t)ᵀ over all places, h both
 * memories one after the other [2 · items]; score = Wᵀ h. What each title of a history adds to a score is one number of W.
 */
export function fitAutoregression(
  sequences: readonly Sequence[],
  items: number,
  { memories, ridge }: AutoregressionParameters,
): SequenceModel {
  const gram = countTogether(sequences, items, memories);
  const lambda = (ridge * sequences.reduce((sum, { length }) => sum + length, 0)) / items;
  for (let row = 0; row < 2 * items; row++) gram[row * 2 * items + row]! += lambda;
  const weights = countFollowing(sequences, items, memories);
  solveLarge(gram, weights, 2 * items, items);
  return {
    hyperParameters: { short: memories[0], long: memories[1], ridge },
    score: (history) => {
      const scores = new Float32Array(items);
      memories.forEach((decay, memory) => {
        history.slice(-reachOf(decay)).forEach((item, place, recent) => {
          const weight = decay ** (recent.length - 1 - place);
          const row = (memory * items + item) * items;
          for (let next = 0; next < items; next++) scores[next]! += weight * weights[row + next]!;
        });
      });
      return scores;
    },
  };
}

/** How many titles a memory holds. */
function reachOf(decay: number): number {
  return Math.ceil(Math.log(FORGOTTEN) / Math.log(decay));
}

/**
 * Σ h hᵀ [2 · items]², its lower triangle. Two titles `lag` apart are together in memories p and q at each of the r places
 * after the later one, in all γ_q^lag Σ_{u < r} (γ_p γ_q)^u, p the memory of the later one; that sum is `shared`.
 */
function countTogether(sequences: readonly Sequence[], items: number, memories: Memories): Float32Array {
  const width = 2 * items;
  const gram = new Float32Array(width * width);
  const longest = sequences.reduce((most, { length }) => Math.max(most, length), 0);
  const add = (row: number, column: number, weight: number) => {
    gram[row > column ? row * width + column : column * width + row]! += weight;
  };
  for (const later of [0, 1] as const) {
    for (const earlier of [0, 1] as const) {
      const powers = powersOf(memories[earlier], Math.min(reachOf(memories[earlier]), longest));
      const shared = sharedPlaces(memories[later] * memories[earlier], longest);
      for (const sequence of sequences) {
        for (let place = 0; place < sequence.length - 1; place++) {
          const row = later * items + sequence[place]!;
          const places = shared[sequence.length - 1 - place]!;
          const most = Math.min(place, powers.length - 1);
          // The same title in both memories: one number off the diagonal, which only one of the two turns may count.
          for (let lag = later >= earlier ? 0 : 1; lag <= most; lag++)
            add(row, earlier * items + sequence[place - lag]!, powers[lag]! * places);
        }
      }
    }
  }
  return gram;
}

/** Σ h e(x_t)ᵀ [2 · items × items]: γ_p^(k−1) for every title that comes k places after another. */
function countFollowing(sequences: readonly Sequence[], items: number, memories: Memories): Float32Array {
  const follows = new Float32Array(2 * items * items);
  memories.forEach((decay, memory) => {
    const powers = powersOf(decay, reachOf(decay));
    for (const sequence of sequences) {
      for (let place = 0; place < sequence.length; place++) {
        const row = (memory * items + sequence[place]!) * items;
        const most = Math.min(powers.length, sequence.length - 1 - place);
        for (let k = 1; k <= most; k++) follows[row + sequence[place + k]!]! += powers[k - 1]!;
      }
    }
  });
  return follows;
}

/** decay^0 … decay^(length − 1). */
function powersOf(decay: number, length: number): Float64Array {
  return Float64Array.from({ length }, (_, power) => decay ** power);
}

/** For r = 0 … most: Σ_{u < r} ratio^u. */
function sharedPlaces(ratio: number, most: number): Float64Array {
  return Float64Array.from({ length: most + 1 }, (_, places) => (1 - ratio ** places) / (1 - ratio));
}
