/** The ranker as an ONNX graph: a viewer's vector, titles' vectors and features become logits and probabilities. */
import { RANKER_FEATURES } from '../../lib/recommender/ranking/ranker-features.ts';
import type { Calibration } from '../publishing/calibration.ts';
import { type OnnxConstant, type OnnxNode, writeOnnx } from '../publishing/onnx.ts';
import { RANKER_SIZE, type RankerWeights, type Scaling } from './ranker.ts';

/**
 * Inputs: user [1, d], titles [m, d], features [m, F] as RANKER_FEATURES orders them, present [m, F]: 1 where the feature is
 * known and 0 where it is not (then the feature may be any finite number). Outputs: logit and probability [m], calibrated.
 */
export function writeRanker(
  weights: RankerWeights,
  { means, scales }: Scaling,
  { scale, bias }: Calibration,
): Uint8Array {
  const { hidden, meeting } = RANKER_SIZE;
  const dimensions = weights.user.length / meeting;
  const width = RANKER_FEATURES.length;
  const constants: OnnxConstant[] = [];
  const constant = (name: string, dims: readonly number[], data: Float32Array | BigInt64Array) =>
    constants.push({ name, dims, data });
  const turned = (name: string, matrix: Float32Array, rows: number) =>
    constant(name, [matrix.length / rows, rows], transposed(matrix, rows));
  constant('means', [width], means);
  constant('scales', [width], scales);
  turned('bottom1', weights.bottom1, hidden);
  constant('bottomBias1', [hidden], weights.bottomBias1);
  turned('bottom2', weights.bottom2, meeting);
  constant('bottomBias2', [meeting], weights.bottomBias2);
  turned('userWeights', weights.user, meeting);
  turned('titleWeights', weights.title, meeting);
  turned('top1', weights.top1, hidden);
  constant('topBias1', [hidden], weights.topBias1);
  constant('top2', [hidden, 1], weights.top2);
  constant('wide', [width, 1], weights.wide);
  constant('bias', [1], weights.bias);
  constant('calibrationScale', [1], Float32Array.of(scale));
  constant('calibrationBias', [1], Float32Array.of(bias));
  constant('axis', [1], BigInt64Array.of(1n));
  const nodes: OnnxNode[] = [];
  const step = (op: string, inputs: readonly string[], output: string, attributes?: OnnxNode['attributes']) =>
    nodes.push({ op, inputs, outputs: [output], ...(attributes && { attributes }) });
  step('Sub', ['features', 'means'], 'centred');
  step('Mul', ['centred', 'scales'], 'scaled');
  step('Mul', ['scaled', 'present'], 'x');
  step('MatMul', ['x', 'bottom1'], 'first0');
  step('Add', ['first0', 'bottomBias1'], 'first1');
  step('Relu', ['first1'], 'first');
  step('MatMul', ['first', 'bottom2'], 'below0');
  step('Add', ['below0', 'bottomBias2'], 'below');
  step('MatMul', ['user', 'userWeights'], 'u');
  step('MatMul', ['titles', 'titleWeights'], 't');
  for (const [name, a, b] of [
    ['meetUser', 'below', 'u'],
    ['meetTitle', 'below', 't'],
    ['meetBoth', 't', 'u'],
  ] as const) {
    step('Mul', [a, b], `${name}Each`);
    step('ReduceSum', [`${name}Each`, 'axis'], name, { keepdims: 1 });
  }
  step('Concat', ['below', 'meetUser', 'meetTitle', 'meetBoth'], 'met', { axis: 1 });
  step('MatMul', ['met', 'top1'], 'second0');
  step('Add', ['second0', 'topBias1'], 'second1');
  step('Relu', ['second1'], 'second');
  step('MatMul', ['second', 'top2'], 'deep');
  step('MatMul', ['x', 'wide'], 'direct');
  step('Add', ['deep', 'direct'], 'both');
  step('Add', ['both', 'bias'], 'raw');
  step('Mul', ['raw', 'calibrationScale'], 'stretched');
  step('Add', ['stretched', 'calibrationBias'], 'logitColumn');
  step('Squeeze', ['logitColumn', 'axis'], 'logit');
  step('Sigmoid', ['logit'], 'probability');
  return writeOnnx({
    name: 'ranker',
    inputs: [
      { name: 'user', dims: [1, dimensions] },
      { name: 'titles', dims: ['m', dimensions] },
      { name: 'features', dims: ['m', width] },
      { name: 'present', dims: ['m', width] },
    ],
    outputs: [
      { name: 'logit', dims: ['m'] },
      { name: 'probability', dims: ['m'] },
    ],
    constants,
    nodes,
  });
}

/** A [rows × columns] → Aᵀ */
function transposed(matrix: Float32Array, rows: number): Float32Array {
  const columns = matrix.length / rows;
  return matrix.map((_, place) => matrix[(place % rows) * columns + Math.floor(place / rows)]!);
}
