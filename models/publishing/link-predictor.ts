/** Calibrates the link predictor on held-out people, so that its probability means something. */
import { permutation, seededRandom } from '../../lib/math/random.ts';
import { type Case, casesOf, type Dataset, LIKED } from '../dataset.ts';
import { INNER, type ValidationPart, validationParts } from '../evaluation/tuning.ts';
import { fitGraphFilter, type GraphFilter, type GraphFilterParameters } from '../graph/graph-filter.ts';
import { KNOWN_LIMITS } from '../graph/graph-tuning.ts';
import { historyOf, type Progress } from '../model.ts';
import { fitLogistic, judgeProbabilities, sigmoid } from './calibration.ts';
import type { LinkCoefficients } from './serving-graphs.ts';

/** At most so many pairs of one person at one history length, so that nobody outweighs the others. */
const PAIRS_EACH = 20;

export const MEANING =
  'The chance that a person who has watched the title would rate it 4 or more. Fitted (logistic scale and bias) on people ' +
  'held out of training, with 1, 3, 5 or all of their liked titles known, over titles they did rate: chance given that they ' +
  'chose to watch it, not the chance that they will watch it. Titles nobody would watch come out too high.';

type Pairs = { readonly scores: number[]; readonly liked: number[] };

export function fitLinkPredictor(
  dataset: Dataset,
  parameters: GraphFilterParameters,
  seed: number,
  progress: Progress,
  learn = (training: Dataset) => fitGraphFilter(training, parameters, seed),
) {
  const pairs: Pairs = { scores: [], liked: [] };
  const parts = validationParts(dataset, seed);
  parts.forEach((part, index) => {
    const model = learn(part.training);
    for (const limit of KNOWN_LIMITS) collectPairs(pairs, part, model, seed, limit);
    progress((index + 1) / parts.length);
  });
  if (!pairs.liked.includes(1) || !pairs.liked.includes(0)) {
    throw new Error(
      'no probability can be calibrated: held-out people need ratings of 4 or more and lower ones',
    );
  }
  const scores = Float32Array.from(pairs.scores);
  const liked = Uint8Array.from(pairs.liked);
  const { scale, bias } = fitLogistic(scores, liked);
  const weights: LinkCoefficients = {
    vector: Math.fround(scale),
    coWatch: Math.fround(scale * parameters.coWatch),
    prior: Math.fround(scale * parameters.prior),
    bias: Math.fround(bias),
  };
  const figures = judgeProbabilities(
    scores.map((score) => sigmoid(scale * score + bias)),
    liked,
  );
  return {
    weights,
    calibration: { meaning: MEANING, people: dataset.people.length, pairs: scores.length, figures },
  };
}

function collectPairs(
  pairs: Pairs,
  { heldOut }: ValidationPart,
  model: GraphFilter,
  seed: number,
  limit: number,
): void {
  for (const one of casesOf(heldOut, Int32Array.from(heldOut.people.keys()), seed + INNER, limit)) {
    const scores = model.score(historyOf(one.known));
    for (const { column, liked } of ratedPairs(heldOut, one, seed)) {
      if (!Number.isFinite(scores[column]!)) continue;
      pairs.scores.push(scores[column]!);
      pairs.liked.push(liked);
    }
  }
}

/** The hidden fifth of what a person liked and a fifth of what they rated lower. */
function ratedPairs(
  { ratings, people }: Dataset,
  one: Case,
  seed: number,
): { column: number; liked: 0 | 1 }[] {
  const row = people.indexOf(one.person);
  const lower: number[] = [];
  for (let place = ratings.offsets[row]!; place < ratings.offsets[row + 1]!; place++) {
    if (ratings.values[place]! < LIKED) lower.push(ratings.indices[place]!);
  }
  const random = seededRandom(seed + one.person);
  const fifth = Array.from(permutation(lower.length, random), (index) => lower[index]!).slice(
    0,
    Math.round(lower.length * 0.2),
  );
  const pairs = [
    ...Array.from(one.targets, (column) => ({ column, liked: 1 as const })),
    ...fifth.map((column) => ({ column, liked: 0 as const })),
  ];
  return Array.from(permutation(pairs.length, random).subarray(0, PAIRS_EACH), (index) => pairs[index]!);
}
