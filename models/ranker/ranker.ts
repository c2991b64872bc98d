/**
 * The ranker: a small DLRM (Naumov et al. 2019). Dense features go through a bottom network; its output, the viewer's and the
 * title's graph vectors meet in pairwise dot products; a top network makes a logit of them. Features also speak directly
 * (wide and deep, Cheng et al. 2016), so that it starts as the link predictor and only has to learn what that misses.
 */
import { normal, type Random } from '../../lib/math/random.ts';
import { RANKER_FEATURES } from '../../lib/recommender/ranking/ranker-features.ts';
import type { Weights } from '../learned/gradient-training.ts';

export const RANKER_SIZE = { hidden: 24, meeting: 12 } as const;
const DECAY = 1e-3;

const FEATURES = RANKER_FEATURES.length;
const { hidden: HIDDEN, meeting: MEETING } = RANKER_SIZE;
/** The bottom's output and the three dot products. */
const MET = MEETING + 3;

export type RankerWeights = Weights & {
  /** [hidden × features], [hidden], [meeting × hidden], [meeting] */
  readonly bottom1: Float32Array;
  readonly bottomBias1: Float32Array;
  readonly bottom2: Float32Array;
  readonly bottomBias2: Float32Array;
  /** [meeting × dimensions] each */
  readonly user: Float32Array;
  readonly title: Float32Array;
  /** [hidden × (meeting + 3)], [hidden], [hidden] */
  readonly top1: Float32Array;
  readonly topBias1: Float32Array;
  readonly top2: Float32Array;
  /** [features], [1] */
  readonly wide: Float32Array;
  readonly bias: Float32Array;
};

/** Per feature: what is taken off, and what it is multiplied with (0 where training never saw it). */
export type Scaling = { readonly means: Float32Array; readonly scales: Float32Array };

/** `features` are standardised; absent ones are 0. */
export type RankerInput = {
  readonly features: Float32Array;
  readonly user: Float32Array;
  readonly title: Float32Array;
};
export type RankerPair = RankerInput & { readonly liked: 0 | 1 };

/** `share`: how many of the pairs it will learn from are liked. */
export function startRanker(dimensions: number, share: number, random: Random): RankerWeights {
  const drawn = (rows: number, columns: number) =>
    Float32Array.from({ length: rows * columns }, () => normal(random) / Math.sqrt(columns));
  const wide = new Float32Array(FEATURES);
  wide[RANKER_FEATURES.indexOf('graph')] = 1;
  return {
    bottom1: drawn(HIDDEN, FEATURES),
    bottomBias1: new Float32Array(HIDDEN),
    bottom2: drawn(MEETING, HIDDEN),
    bottomBias2: new Float32Array(MEETING),
    user: drawn(MEETING, dimensions),
    title: drawn(MEETING, dimensions),
    top1: drawn(HIDDEN, MET),
    topBias1: new Float32Array(HIDDEN),
    top2: new Float32Array(HIDDEN),
    wide,
    bias: Float32Array.of(Math.log(share / (1 - share))),
  };
}

/** Standardised, 0 where absent (NaN). */
export function scaleFeatures(row: Float32Array, { means, scales }: Scaling): Float32Array {
  return row.map((value, index) => (Number.isNaN(value) ? 0 : (value - means[index]!) * scales[index]!));
}

/** Means and deviations of the features that were seen to vary; the others get scale 0 and can carry no weight. */
export function measureScaling(rows: readonly Float32Array[]): Scaling {
  const means = new Float32Array(FEATURES);
  const scales = new Float32Array(FEATURES);
  for (let index = 0; index < FEATURES; index++) {
    let [count, sum, squares] = [0, 0, 0];
    for (const row of rows) {
      const value = row[index]!;
      if (Number.isNaN(value)) continue;
      count++;
      sum += value;
      squares += value * value;
    }
    if (count === 0) continue;
    means[index] = sum / count;
    const variance = squares / count - (sum / count) ** 2;
    if (variance > 1e-8) scales[index] = 1 / Math.sqrt(variance);
  }
  return { means, scales };
}

/** All that is computed on the way to one logit, kept for the way back. */
type Trace = {
  readonly first: Float64Array;
  readonly below: Float64Array;
  readonly user: Float64Array;
  readonly title: Float64Array;
  readonly met: Float64Array;
  readonly second: Float64Array;
  readonly logit: number;
};

export function rankerLogit(weights: RankerWeights, input: RankerInput): number {
  return trace(weights, input).logit;
}

function trace(w: RankerWeights, input: RankerInput): Trace {
  const first = rectify(affine(w.bottom1, input.features, w.bottomBias1));
  const below = affine(w.bottom2, first, w.bottomBias2);
  const user = affine(w.user, input.user, NO_BIAS);
  const title = affine(w.title, input.title, NO_BIAS);
  const met = new Float64Array(MET);
  met.set(below);
  for (let k = 0; k < MEETING; k++) {
    met[MEETING]! += below[k]! * user[k]!;
    met[MEETING + 1]! += below[k]! * title[k]!;
    met[MEETING + 2]! += user[k]! * title[k]!;
  }
  const second = rectify(affine(w.top1, met, w.topBias1));
  const logit = w.bias[0]! + inner(w.top2, second) + inner(w.wide, input.features);
  return { first, below, user, title, met, second, logit };
}

/** Mean logistic loss of a batch and its slopes, with weight decay. */
export function rankerSlopes(
  weights: RankerWeights,
  batch: readonly RankerPair[],
): { readonly loss: number; readonly slopes: Record<keyof RankerWeights, Float64Array> } {
  const slopes = Object.fromEntries(
    Object.entries(weights).map(([name, values]) => [name, new Float64Array(values.length)]),
  ) as Record<keyof RankerWeights, Float64Array>;
  let loss = 0;
  for (const pair of batch) {
    const seen = trace(weights, pair);
    const chance = 1 / (1 + Math.exp(-seen.logit));
    loss += Math.log1p(Math.exp(-Math.abs(seen.logit))) + Math.max(seen.logit, 0) - pair.liked * seen.logit;
    goBack(weights, pair, seen, (chance - pair.liked) / batch.length, slopes);
  }
  loss /= batch.length;
  for (const [name, values] of Object.entries(weights)) {
    values.forEach((value, index) => {
      slopes[name]![index]! += DECAY * value;
      loss += (DECAY * value * value) / 2;
    });
  }
  return { loss, slopes };
}

function goBack(
  w: RankerWeights,
  { features, user, title }: RankerInput,
  seen: Trace,
  slope: number,
  slopes: Record<keyof RankerWeights, Float64Array>,
): void {
  slopes.bias![0]! += slope;
  addTo(slopes.wide!, slope, features);
  addTo(slopes.top2!, slope, seen.second);
  const second = seen.second.map((value, index) => (value > 0 ? slope * w.top2[index]! : 0));
  const met = backThrough(w.top1, seen.met, second, slopes.top1!, slopes.topBias1!);
  const [byUser, byTitle, together] = [met[MEETING]!, met[MEETING + 1]!, met[MEETING + 2]!];
  const below = seen.below.map((_, k) => met[k]! + byUser * seen.user[k]! + byTitle * seen.title[k]!);
  const userSide = seen.user.map((_, k) => byUser * seen.below[k]! + together * seen.title[k]!);
  const titleSide = seen.title.map((_, k) => byTitle * seen.below[k]! + together * seen.user[k]!);
  addOuter(slopes.user!, userSide, user);
  addOuter(slopes.title!, titleSide, title);
  const first = backThrough(w.bottom2, seen.first, below, slopes.bottom2!, slopes.bottomBias2!);
  const rectified = first.map((value, index) => (seen.first[index]! > 0 ? value : 0));
  addOuter(slopes.bottom1!, rectified, features);
  addTo(slopes.bottomBias1!, 1, rectified);
}

type Numbers = Float32Array | Float64Array;
const NO_BIAS = new Float32Array(MEETING);

/** A x + b → [rows] */
function affine(matrix: Numbers, x: Numbers, bias: Numbers): Float64Array {
  const result = Float64Array.from(bias);
  for (let row = 0, place = 0; row < result.length; row++) {
    let sum = 0;
    for (let column = 0; column < x.length; column++) sum += matrix[place++]! * x[column]!;
    result[row]! += sum;
  }
  return result;
}

/** Adds the slopes of A and b of A x + b, and returns that of x. */
function backThrough(
  matrix: Numbers,
  x: Numbers,
  slope: Float64Array,
  ofMatrix: Float64Array,
  ofBias: Float64Array,
): Float64Array {
  addOuter(ofMatrix, slope, x);
  addTo(ofBias, 1, slope);
  const result = new Float64Array(x.length);
  for (let row = 0; row < slope.length; row++) {
    for (let column = 0; column < x.length; column++)
      result[column]! += matrix[row * x.length + column]! * slope[row]!;
  }
  return result;
}

function addOuter(target: Float64Array, rows: Numbers, columns: Numbers): void {
  for (let row = 0; row < rows.length; row++) {
    const factor = rows[row]!;
    if (factor === 0) continue;
    for (let column = 0; column < columns.length; column++)
      target[row * columns.length + column]! += factor * columns[column]!;
  }
}

function addTo(target: Float64Array, factor: number, values: Numbers): void {
  for (let index = 0; index < values.length; index++) target[index]! += factor * values[index]!;
}

function inner(a: Numbers, b: Numbers): number {
  let sum = 0;
  for (let index = 0; index < a.length; index++) sum += a[index]! * b[index]!;
  return sum;
}

function rectify(values: Float64Array): Float64Array {
  return values.map((value) => Math.max(0, value));
}
