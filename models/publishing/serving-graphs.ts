/** The two ONNX graphs that serving runs: a history becomes a user vector, a user and titles become probabilities. */
import { writeOnnx } from './onnx.ts';

export type LinkCoefficients = {
  readonly vector: number;
  readonly coWatch: number;
  readonly prior: number;
  readonly bias: number;
};

/** v = Σ_j w_j · vectors_j; norm = max(‖v‖₂, 1e-12); user = v / norm. */
export function writeUserEncoder(dimensions: number): Uint8Array {
  return writeOnnx({
    name: 'user-encoder',
    inputs: [
      { name: 'vectors', dims: ['batch', 'n', dimensions] },
      { name: 'weights', dims: ['batch', 'n'] },
    ],
    outputs: [
      { name: 'user', dims: ['batch', dimensions] },
      { name: 'norm', dims: ['batch'] },
    ],
    constants: [
      { name: 'axis', dims: [1], data: BigInt64Array.of(1n) },
      { name: 'smallest', dims: [], data: Float32Array.of(1e-12) },
    ],
    nodes: [
      { op: 'Unsqueeze', inputs: ['weights', 'axis'], outputs: ['weightRow'] },
      { op: 'MatMul', inputs: ['weightRow', 'vectors'], outputs: ['sumRow'] },
      { op: 'Squeeze', inputs: ['sumRow', 'axis'], outputs: ['sum'] },
      { op: 'ReduceL2', inputs: ['sum'], outputs: ['length'], attributes: { axes: [1], keepdims: 0 } },
      { op: 'Max', inputs: ['length', 'smallest'], outputs: ['norm'] },
      { op: 'Unsqueeze', inputs: ['norm', 'axis'], outputs: ['normColumn'] },
      { op: 'Div', inputs: ['sum', 'normColumn'], outputs: ['user'] },
    ],
  });
}

/** logit_i = wVector (user · titles_i) + wCoWatch coWatch_i + wPrior prior_i + bias; probability = 1 / (1 + e^-logit). */
export function writeLinkPredictor(dimensions: number, weights: LinkCoefficients): Uint8Array {
  return writeOnnx({
    name: 'link-predictor',
    inputs: [
      { name: 'user', dims: [1, dimensions] },
      { name: 'titles', dims: ['m', dimensions] },
      { name: 'side', dims: ['m', 2] },
    ],
    outputs: [
      { name: 'logit', dims: ['m'] },
      { name: 'probability', dims: ['m'] },
    ],
    constants: [
      { name: 'wVector', dims: [1], data: Float32Array.of(weights.vector) },
      { name: 'wSide', dims: [2, 1], data: Float32Array.of(weights.coWatch, weights.prior) },
      { name: 'bias', dims: [1], data: Float32Array.of(weights.bias) },
      { name: 'axis', dims: [1], data: BigInt64Array.of(1n) },
    ],
    nodes: [
      { op: 'Transpose', inputs: ['user'], outputs: ['userColumn'], attributes: { perm: [1, 0] } },
      { op: 'MatMul', inputs: ['titles', 'userColumn'], outputs: ['affinity'] },
      { op: 'Mul', inputs: ['affinity', 'wVector'], outputs: ['vectorPart'] },
      { op: 'MatMul', inputs: ['side', 'wSide'], outputs: ['sidePart'] },
      { op: 'Add', inputs: ['vectorPart', 'sidePart'], outputs: ['evidence'] },
      { op: 'Add', inputs: ['evidence', 'bias'], outputs: ['logitColumn'] },
      { op: 'Squeeze', inputs: ['logitColumn', 'axis'], outputs: ['logit'] },
      { op: 'Sigmoid', inputs: ['logit'], outputs: ['probability'] },
    ],
  });
}
