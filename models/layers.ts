/** The parts of a transformer, each with its slope by hand: layer norm and causal self-attention, on [length × width] rows. */
import { dot } from '../lib/math/vector.ts';

const SMALLEST_VARIANCE = 1e-6;

/** What the way back needs: rows at mean 0 and deviation 1, and 1 / deviation of each. */
export type Normed = {
  readonly out: Float64Array;
  readonly normal: Float64Array;
  readonly scales: Float64Array;
};

/** out = gain ∘ (x − mean) / √(variance + ε) + bias, row by row. Ba, Kiros and Hinton 2016. */
export function normaliseLayer(x: Float64Array, gain: Float64Array, bias: Float64Array): Normed {
  const width = gain.length;
  const normal = new Float64Array(x.length);
  const out = new Float64Array(x.length);
  const scales = new Float64Array(x.length / width);
  for (let row = 0; row < scales.length; row++) {
    const start = row * width;
    let [sum, squares] = [0, 0];
    for (let index = 0; index < width; index++) sum += x[start + index]!;
    const mean = sum / width;
    for (let index = 0; index < width; index++) squares += (x[start + index]! - mean) ** 2;
    const scale = 1 / Math.sqrt(squares / width + SMALLEST_VARIANCE);
    scales[row] = scale;
    for (let index = 0; index < width; index++) {
      const value = (x[start + index]! - mean) * scale;
      normal[start + index] = value;
      out[start + index] = value * gain[index]! + bias[index]!;
    }
  }
  return { out, normal, scales };
}

/** dL/dout → dL/dx; adds to the slopes of gain and bias. */
export function normaliseLayerBack(
  slope: Float64Array,
  { normal, scales }: Normed,
  gain: Float64Array,
  into: { gain: Float64Array; bias: Float64Array },
): Float64Array {
  const width = gain.length;
  const back = new Float64Array(slope.length);
  for (let row = 0; row < scales.length; row++) {
    const start = row * width;
    let [sum, along] = [0, 0];
    for (let index = 0; index < width; index++) {
      const given = slope[start + index]!;
      const value = normal[start + index]!;
      into.gain[index]! += given * value;
      into.bias[index]! += given;
      sum += given * gain[index]!;
      along += given * gain[index]! * value;
    }
    for (let index = 0; index < width; index++) {
      const own = slope[start + index]! * gain[index]!;
      back[start + index] = scales[row]! * (own - sum / width - (normal[start + index]! * along) / width);
    }
  }
  return back;
}

/** shares [length × length]: how much row t listens to each row s ≤ t. */
export type Attended = { readonly out: Float64Array; readonly shares: Float64Array };

/** out_t = Σ_{s ≤ t} softmax_s(q_t · k_s / √width) v_s. Vaswani et al. 2017. */
export function attend(q: Float64Array, k: Float64Array, v: Float64Array, width: number): Attended {
  const length = q.length / width;
  const shares = new Float64Array(length * length);
  const out = new Float64Array(q.length);
  for (let row = 0; row < length; row++) {
    let highest = Number.NEGATIVE_INFINITY;
    for (let past = 0; past <= row; past++) {
      const logit = dot(q, k, row * width, past * width, width) / Math.sqrt(width);
      shares[row * length + past] = logit;
      if (logit > highest) highest = logit;
    }
    let total = 0;
    for (let past = 0; past <= row; past++) {
      const weight = Math.exp(shares[row * length + past]! - highest);
      shares[row * length + past] = weight;
      total += weight;
    }
    for (let past = 0; past <= row; past++) {
      const share = shares[row * length + past]! / total;
      shares[row * length + past] = share;
      for (let index = 0; index < width; index++)
        out[row * width + index]! += share * v[past * width + index]!;
    }
  }
  return { out, shares };
}

/** dL/dout → dL/dq, dL/dk, dL/dv. Softmax: dL/dlogit_s = share_s (g_s − Σ share g), g_s = dL/dout · v_s. */
export function attendBack(
  slope: Float64Array,
  { shares }: Attended,
  [q, k, v]: readonly [Float64Array, Float64Array, Float64Array],
  width: number,
): [Float64Array, Float64Array, Float64Array] {
  const length = q.length / width;
  const [dq, dk, dv] = [q, k, v].map(({ length: size }) => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  const gains = new Float64Array(length);
  for (let row = 0; row < length; row++) {
    let average = 0;
    for (let past = 0; past <= row; past++) {
      gains[past] = dot(slope, v, row * width, past * width, width);
      average += shares[row * length + past]! * gains[past]!;
    }
    for (let past = 0; past <= row; past++) {
      const share = shares[row * length + past]!;
      const factor = (share * (gains[past]! - average)) / Math.sqrt(width);
      for (let index = 0; index < width; index++) {
        const here = row * width + index;
        const there = past * width + index;
        dv[there]! += share * slope[here]!;
        dq[here]! += factor * k[there]!;
        dk[there]! += factor * q[here]!;
      }
    }
  }
  return [dq, dk, dv];
}
