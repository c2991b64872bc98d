/** Content-based: titles that carry what one's own titles carry. The only model here that can place a title nobody has seen. */
import {
  columnSums,
  forEachValue,
  mapValues,
  type Sparse,
  times,
  transposedTimes,
} from '../../lib/math/sparse.ts';
import { norm } from '../../lib/math/vector.ts';
import type { Dataset } from '../dataset.ts';
import { chooseInTurn, validate, validationParts } from '../evaluation/tuning.ts';
import { gradeRatings } from '../graph/grading.ts';
import type { Model, ModelKind } from '../model.ts';
import { tabulateFeatures } from './features.ts';

const SHRINK_CHOICES = [100, 10, 1000];
const POPULARITY_CHOICES = [0.5, 0, 0.25, 1, 2, 4, 8];

export type ContentParameters = {
  /** Expected likes of a feature at which its lift is believed by half. */
  readonly shrink: number;
  /** Weight of being well known: likeness of genres alone says little about quality. */
  readonly popularity: number;
};

export type ContentModel = Model & {
  /** How much each feature says about taste, 0 for nothing. */
  readonly featureWeights: ReadonlyMap<string, number>;
};

export const content: ModelKind = {
  name: 'content',
  refuses: (training) =>
    tabulateFeatures(training).names.length === 0
      ? 'nothing is known of these titles but who liked them'
      : undefined,
  fit(training, { seed }, progress) {
    const parts = validationParts(training, seed);
    const best = chooseInTurn<ContentParameters>(
      { shrink: SHRINK_CHOICES[0]!, popularity: POPULARITY_CHOICES[0]! },
      [
        POPULARITY_CHOICES.map((popularity) => ({ popularity })),
        SHRINK_CHOICES.map((shrink) => ({ shrink })),
      ],
      (parameters) => validate(parts, (part) => fitContent(part.training, parameters)),
      progress,
    );
    return fitContent(training, best);
  },
};

/** score_i = cos(Σ_j x_j v_j, v_i) + β log(1 + likes_i) / log(1 + most likes), v_if = w_f where title i carries f. */
export function fitContent(training: Dataset, parameters: ContentParameters): ContentModel {
  const likes = gradeRatings(training.ratings, 'likes');
  const { names, table } = tabulateFeatures(training);
  const weights = weighFeatures(likes, table, parameters.shrink);
  const vectors = unitRows(mapValues(table, (_value, _item, feature) => weights[feature]!));
  const counts = columnSums(likes).map(Math.log1p);
  const most = Math.max(
    counts.reduce((high, count) => Math.max(high, count), 0),
    1e-9,
  );
  return {
    hyperParameters: { ...parameters, features: names.length },
    featureWeights: new Map(names.map((name, feature) => [name, weights[feature]!])),
    score: ({ rows, weights: signal }) => {
      const own = new Float32Array(training.items.length);
      rows.forEach((row, index) => {
        own[row]! += signal[index]!;
      });
      const profile = transposedTimes(vectors, own, 1);
      const length = norm(profile) || 1;
      return Float32Array.from(
        times(vectors, profile, 1),
        (match, item) => match / length + (parameters.popularity * counts[item]!) / most,
      );
    },
  };
}

/**
 * w_f = log of how many times more often two likes of one person both carry f than two likes of two people do, not below 0:
 * Σ_u c_uf (c_uf − 1) / (n_u − 1) against Σ_u n_u · share_f², both with `shrink` added. c_uf: likes of u that carry f.
 */
function weighFeatures(likes: Sparse, table: Sparse, shrink: number): Float64Array {
  const together = new Float64Array(table.columns);
  const carried = new Float64Array(table.columns);
  let total = 0;
  for (let person = 0; person < likes.rows; person++) {
    const own = likes.indices.subarray(likes.offsets[person]!, likes.offsets[person + 1]!);
    if (own.length < 2) continue;
    total += own.length;
    const counts = new Float64Array(table.columns);
    for (const item of own) {
      for (let place = table.offsets[item]!; place < table.offsets[item + 1]!; place++)
        counts[table.indices[place]!]! += 1;
    }
    counts.forEach((count, feature) => {
      together[feature]! += (count * (count - 1)) / (own.length - 1);
      carried[feature]! += count;
    });
  }
  return together.map((observed, feature) => {
    const expected = carried[feature]! ** 2 / Math.max(total, 1);
    return Math.max(0, Math.log((observed + shrink) / (expected + shrink)));
  });
}

function unitRows(matrix: Sparse): Sparse {
  const squares = new Float64Array(matrix.rows);
  forEachValue(matrix, (row, _feature, value) => {
    squares[row]! += value * value;
  });
  return mapValues(matrix, (value, row) => value / Math.sqrt(squares[row]!));
}
