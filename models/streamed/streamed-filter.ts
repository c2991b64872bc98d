/**
 * The graph filter for more people than fit in memory: one pass counts what is liked together, everything after works
 * on items × items. It is the spectral filter with sharpness 1 and the people's exponent ½ (GF-CF, Shen et al. 2021):
 * only then a hop over people is a sum over pairs of titles. Bytes: 4 n² for n titles, 8 n · 160 for the tastes.
 */
import { addScaled, norm, timesVector } from '../../lib/math/vector.ts';
import type { History, Model } from '../model.ts';
import type { BroadTastes } from './broad-tastes.ts';
import type { CoOccurrence } from './co-occurrence.ts';

export type StreamedParameters = {
  /** How much less a well-known title says about somebody: d^-itemIn. */
  readonly itemIn: number;
  /** How much less a well-known title is shown: d^-itemOut. */
  readonly itemOut: number;
  /** Weight of the broad tastes against the hop. */
  readonly broad: number;
  /** How many of the strongest tastes count; the others fit chance. */
  readonly rank: number;
};

export type StreamedFilter = Model & {
  readonly counted: CoOccurrence;
  readonly tastes: BroadTastes;
  readonly parameters: StreamedParameters;
};

export function streamedFilter(
  counted: CoOccurrence,
  tastes: BroadTastes,
  parameters: StreamedParameters,
): StreamedFilter {
  const near = prepareHop(counted, parameters);
  const broad = prepareTastes(counted, tastes, parameters.rank);
  return {
    counted,
    tastes,
    parameters,
    hyperParameters: parameters,
    score: (history) => blend(near(history), broad(history), parameters.broad, history),
  };
}

/** near_j = d_j^-itemOut Σ_i x_i d_i^-itemIn G_ij; each title's share in it is known. */
export function prepareHop(
  { gram, height, titles, likes }: CoOccurrence,
  { itemIn, itemOut }: Pick<StreamedParameters, 'itemIn' | 'itemOut'>,
): (history: History) => Float32Array {
  const [inScale, outScale] = [powerOf(likes, -itemIn), powerOf(likes, -itemOut)];
  return ({ rows, weights }) => {
    const sums = new Float64Array(titles);
    rows.forEach((title, index) => {
      addScaled(sums, weights[index]! * inScale[title]!, gram, title * height);
    });
    return Float32Array.from(sums.map((sum, title) => sum * outScale[title]!));
  };
}

/** D^¼ V z / ‖z‖ with the person's place among the first `rank` tastes z = Vᵀ D^-½ x. */
export function prepareTastes(
  { likes }: CoOccurrence,
  { rank: width, titleVectors }: BroadTastes,
  rank: number,
): (history: History) => Float32Array {
  const [inScale, outScale] = [powerOf(likes, -0.5), powerOf(likes, 0.25)];
  return ({ rows, weights }) => {
    const place = new Float64Array(Math.min(rank, width));
    rows.forEach((title, index) => {
      addScaled(place, weights[index]! * inScale[title]!, titleVectors, title * width);
    });
    const length = Math.max(norm(place), 1e-12);
    const scores = timesVector(
      titleVectors,
      place.map((value) => value / length),
      width,
    );
    return scores.map((score, title) => score * outScale[title]!);
  };
}

function powerOf(likes: Float64Array, exponent: number): Float64Array {
  return likes.map((count) => Math.max(count, 1) ** exponent);
}

/** near / ‖near‖ + β broad, the length over titles that are not in the history. */
export function blend(
  near: Float32Array,
  broad: Float32Array,
  weight: number,
  { rows }: History,
): Float32Array {
  let sum = 0;
  for (const score of near) sum += score ** 2;
  for (const title of rows) sum -= near[title]! ** 2;
  const length = Math.sqrt(Math.max(sum, 1e-24));
  return near.map((score, title) => score / length + weight * broad[title]!);
}
