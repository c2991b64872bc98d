import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { normal, seededRandom } from '../../lib/math/random.ts';
import { RANKER_FEATURES, type RankerFeature } from '../../lib/recommender/ranking/ranker-features.ts';
import { sigmoid } from '../publishing/calibration.ts';
import {
  measureScaling,
  type RankerWeights,
  rankerLogit,
  rankerSlopes,
  scaleFeatures,
  startRanker,
} from './ranker.ts';
import { writeRanker } from './ranker-graph.ts';

const DIMENSIONS = 5;
const random = seededRandom(3);
const drawn = (length: number) => Float32Array.from({ length }, () => normal(random));
const pair = (liked: 0 | 1) => ({
  features: drawn(RANKER_FEATURES.length),
  user: drawn(DIMENSIONS),
  title: drawn(DIMENSIONS),
  liked,
});

/** No weight is zero, so that every slope is. */
function trainedRanker(): RankerWeights {
  const weights = startRanker(DIMENSIONS, 0.2, random);
  for (const values of Object.values(weights)) {
    values.forEach((value, index) => {
      values[index] = value + 0.3 * normal(random);
    });
  }
  return weights;
}

describe('the ranker', () => {
  it('starts as the link predictor: in its order and with its share of likes', () => {
    const weights = startRanker(DIMENSIONS, 0.2, random);
    const [one, other] = [pair(1), pair(0)];
    const graph = RANKER_FEATURES.indexOf('graph');
    const difference = rankerLogit(weights, one) - rankerLogit(weights, other);
    expect(difference).toBeCloseTo(one.features[graph]! - other.features[graph]!, 5);
    const usual = rankerLogit(weights, { ...one, features: new Float32Array(RANKER_FEATURES.length) });
    expect(sigmoid(usual)).toBeCloseTo(0.2, 5);
  });

  it('has the slopes that finite differences have', () => {
    const weights = trainedRanker();
    const batch = [pair(1), pair(0), pair(0)];
    const { slopes } = rankerSlopes(weights, batch);
    for (const [name, values] of Object.entries(weights)) {
      const index = Math.floor(random() * values.length);
      const kept = values[index]!;
      const lossAt = (value: number) => {
        values[index] = value;
        return { at: values[index]!, loss: rankerSlopes(weights, batch).loss };
      };
      const [up, down] = [lossAt(kept + 1e-3), lossAt(kept - 1e-3)];
      values[index] = kept;
      expect(slopes[name]![index], name).toBeCloseTo((up.loss - down.loss) / (up.at - down.at), 4);
    }
  });

  it('gives no weight to what training never saw', () => {
    const rowOf = (known: Partial<Record<RankerFeature, number>>) =>
      Float32Array.from(RANKER_FEATURES, (name) => known[name] ?? Number.NaN);
    const rows = [rowOf({ graph: 1, age: 2 }), rowOf({ graph: 3, age: 2 })];
    const scaling = measureScaling(rows);
    const more = scaleFeatures(rowOf({ graph: 1, age: 7, language: 1 }), scaling);
    expect(more).toEqual(scaleFeatures(rows[0]!, scaling));
  });

  it('is the same in ONNX Runtime to 1e-5, absent features too', async () => {
    const weights = trainedRanker();
    const scaling = { means: drawn(RANKER_FEATURES.length), scales: drawn(RANKER_FEATURES.length) };
    const calibration = { scale: 0.7, bias: -0.4 };
    const user = drawn(DIMENSIONS);
    const titles = [drawn(DIMENSIONS), drawn(DIMENSIONS), drawn(DIMENSIONS)];
    const rows = titles.map(() => drawn(RANKER_FEATURES.length));
    for (const absent of [0, 4, 8]) rows[1]![absent] = Number.NaN;
    const session = await InferenceSession.create(writeRanker(weights, scaling, calibration));
    const flat = rows.flatMap((row) => Array.from(row));
    const width = [rows.length, RANKER_FEATURES.length];
    const answer = await session.run({
      user: new Tensor('float32', user, [1, DIMENSIONS]),
      titles: new Tensor('float32', Float32Array.from(titles.flatMap((row) => Array.from(row))), [
        3,
        DIMENSIONS,
      ]),
      features: new Tensor(
        'float32',
        Float32Array.from(flat, (value) => (Number.isNaN(value) ? 0 : value)),
        width,
      ),
      present: new Tensor(
        'float32',
        Float32Array.from(flat, (value) => (Number.isNaN(value) ? 0 : 1)),
        width,
      ),
    });
    titles.forEach((title, place) => {
      const raw = rankerLogit(weights, { features: scaleFeatures(rows[place]!, scaling), user, title });
      const logit = calibration.scale * raw + calibration.bias;
      expect(Math.abs(Number(answer.logit!.data[place]) - logit)).toBeLessThan(
        1e-5 * Math.max(1, Math.abs(logit)),
      );
      expect(Number(answer.probability!.data[place])).toBeCloseTo(sigmoid(logit), 5);
    });
  });
});
