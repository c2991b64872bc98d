/** Writes a computation and, by the chain rule, its slopes as one ONNX graph: reverse-mode differentiation on paper. */
import { type OnnxNode, type OnnxTensor, writeOnnx } from './onnx.ts';

/** Under a deviation of √ε rows are no longer stretched. */
const SMALLEST_VARIANCE = 1e-6;

/** A tensor of the graph. Only what is `learned`, or made of it, has a slope. */
export type Value = {
  readonly name: string;
  readonly dims: readonly number[];
  readonly learned: boolean;
};

/** dL/dresult → dL/dsource, as further nodes. */
type Way = (slope: Value) => Value;

export type GradientGraph = ReturnType<typeof gradientGraph>;

export function gradientGraph(name: string) {
  const nodes: OnnxNode[] = [];
  const inputs: OnnxTensor[] = [];
  const outputs: OnnxTensor[] = [];
  const constants: { name: string; dims: readonly number[]; data: Float32Array | BigInt64Array }[] = [];
  const tape: { readonly result: Value; readonly ways: readonly (readonly [Value, Way])[] }[] = [];

  const node = (
    op: string,
    from: readonly Value[],
    dims: readonly number[],
    attributes: OnnxNode['attributes'] = {},
  ): Value => {
    const result = { name: `${op}${nodes.length}`, dims, learned: false };
    nodes.push({ op, inputs: from.map((source) => source.name), outputs: [result.name], attributes });
    return result;
  };
  const constant = (dims: readonly number[], data: Float32Array | BigInt64Array): Value => {
    constants.push({ name: `constant${constants.length}`, dims, data });
    return { name: constants.at(-1)!.name, dims, learned: false };
  };
  const integers = (...values: number[]) => constant([values.length], BigInt64Array.from(values, BigInt));
  const number = (value: number) => constant([], Float32Array.of(value));
  /** Notes how a slope goes back through `result` to each learned source. */
  const record = (result: Value, ...ways: (readonly [Value, Way])[]): Value => {
    const learned = ways.filter(([source]) => source.learned);
    if (learned.length === 0) return result;
    tape.push({ result, ways: learned });
    return { ...result, learned: true };
  };

  const input = (inputName: string, dims: readonly number[], learned = false): Value => {
    inputs.push({ name: inputName, dims });
    return { name: inputName, dims, learned };
  };

  const output = (outputName: string, { name: from, dims }: Value): void => {
    nodes.push({ op: 'Identity', inputs: [from], outputs: [outputName] });
    outputs.push({ name: outputName, dims });
  };

  const elementwise = (op: string, a: Value, b: Value) => node(op, [a, b], broadcast(a.dims, b.dims));
  const sumTo = (slope: Value, dims: readonly number[]): Value => {
    const extra = slope.dims.length - dims.length;
    const lead = extra > 0 ? [...Array(extra).keys()] : [];
    const sum = lead.length > 0 ? reduce('ReduceSum', slope, slope.dims.slice(extra), lead, 0) : slope;
    const axes = [...dims.keys()].filter((axis) => dims[axis] === 1 && sum.dims[axis] !== 1);
    return axes.length > 0 ? reduce('ReduceSum', sum, dims, axes, 1) : sum;
  };
  const reduce = (op: 'ReduceSum', from: Value, dims: readonly number[], axes: number[], keepdims: number) =>
    node(op, [from, integers(...axes)], dims, { keepdims });
  const overLast = (op: 'ReduceMean' | 'ReduceMax', from: Value) =>
    node(op, [from], [...from.dims.slice(0, -1), 1], { axes: [from.dims.length - 1], keepdims: 1 });
  const sumLast = (from: Value) => sumTo(from, [...from.dims.slice(0, -1), 1]);
  const swap = (from: Value, order: readonly number[]) =>
    node(
      'Transpose',
      [from],
      order.map((axis) => from.dims[axis]!),
      { perm: order },
    );
  const swapLast = (from: Value) => {
    const axes = [...from.dims.keys()];
    return swap(from, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]);
  };
  const matMul = (a: Value, b: Value) => node('MatMul', [a, b], [...a.dims.slice(0, -1), b.dims.at(-1)!]);
  /** Aᵀ B or A Bᵀ of two matrices. */
  const gemm = (a: Value, b: Value, transposed: 'a' | 'b') =>
    transposed === 'a'
      ? node('Gemm', [a, b], [a.dims[1]!, b.dims[1]!], { transA: 1 })
      : node('Gemm', [a, b], [a.dims[0]!, b.dims[0]!], { transB: 1 });

  /** a + b, with ONNX's broadcasting. */
  const plus = (a: Value, b: Value) =>
    record(
      elementwise('Add', a, b),
      [a, (slope) => sumTo(slope, a.dims)],
      [b, (slope) => sumTo(slope, b.dims)],
    );

  const minus = (a: Value, b: Value) => plus(a, times(b, number(-1)));

  /** a ∘ b, with ONNX's broadcasting. */
  const times = (a: Value, b: Value): Value =>
    record(
      elementwise('Mul', a, b),
      [a, (slope) => sumTo(elementwise('Mul', slope, b), a.dims)],
      [b, (slope) => sumTo(elementwise('Mul', slope, a), b.dims)],
    );

  const scale = (a: Value, factor: number) => times(a, number(factor));

  /** Matrices, or equally many matrices side by side: [… n × k] · [… k × m]. */
  const product = (a: Value, b: Value) =>
    record(
      matMul(a, b),
      [a, (slope) => matMul(slope, swapLast(b))],
      [b, (slope) => (b.dims.length === 2 ? gemm(a, slope, 'a') : matMul(swapLast(a), slope))],
    );

  const transpose = (a: Value, order: readonly number[]) =>
    record(swap(a, order), [
      a,
      (slope) =>
        swap(
          slope,
          [...order.keys()].map((axis) => order.indexOf(axis)),
        ),
    ]);

  const reshape = (a: Value, dims: readonly number[]): Value =>
    record(node('Reshape', [a, integers(...dims)], dims), [
      a,
      (slope) => node('Reshape', [slope, integers(...a.dims)], a.dims),
    ]);

  const relu = (a: Value) => {
    const result = node('Relu', [a], a.dims);
    return record(result, [a, (slope) => elementwise('Mul', slope, node('Sign', [result], a.dims))]);
  };

  /** log(1 + eᵃ). */
  const softplus = (a: Value) =>
    record(node('Softplus', [a], a.dims), [
      a,
      (slope) => elementwise('Mul', slope, node('Sigmoid', [a], a.dims)),
    ]);

  /** Σ over the last axis, kept as 1. */
  const sumOfRows = (a: Value) =>
    record(sumLast(a), [a, (slope) => node('Expand', [slope, integers(...a.dims)], a.dims)]);

  /** Over the last axis: y = eᵃ / Σ eᵃ; back y ∘ (s − Σ s ∘ y). */
  const softmax = (a: Value) => {
    const result = node('Softmax', [a], a.dims, { axis: a.dims.length - 1 });
    return record(result, [
      a,
      (slope) => {
        const own = elementwise('Mul', slope, result);
        return elementwise('Sub', own, elementwise('Mul', result, sumLast(own)));
      },
    ]);
  };

  /** Rows at mean 0 and deviation 1 (Ba, Kiros and Hinton 2016): n = (a − mean) r; back r (s − mean s − n mean(s ∘ n)). */
  const normalise = (a: Value) => {
    const centred = elementwise('Sub', a, overLast('ReduceMean', a));
    const variance = overLast('ReduceMean', elementwise('Mul', centred, centred));
    const root = node('Sqrt', [elementwise('Add', variance, number(SMALLEST_VARIANCE))], variance.dims);
    const result = elementwise('Div', centred, root);
    return record(result, [
      a,
      (slope) => {
        const along = elementwise('Mul', result, overLast('ReduceMean', elementwise('Mul', slope, result)));
        const level = elementwise('Sub', slope, overLast('ReduceMean', slope));
        return elementwise('Div', elementwise('Sub', level, along), root);
      },
    ]);
  };

  /** log Σ_j exp(h · E_j + shift_j) of every row, h [rows × d], E [items × d] → [rows × 1]; back P E and Pᵀ h, P their softmax. */
  const crowd = (h: Value, e: Value, shift?: Value) => {
    const products = gemm(h, e, 'b');
    const logits = shift ? elementwise('Add', products, shift) : products;
    const chances = node('Softmax', [logits], logits.dims, { axis: 1 });
    const highest = overLast('ReduceMax', chances);
    const result = elementwise('Sub', overLast('ReduceMax', logits), node('Log', [highest], highest.dims));
    return record(
      result,
      [h, (slope) => elementwise('Mul', matMul(chances, e), slope)],
      [e, (slope) => gemm(chances, elementwise('Mul', h, slope), 'a')],
    );
  };

  /** Adds an output `slope:NAME` for each of these inputs: dL/dinput, where dL/dof is given. */
  const addSlopes = (of: Value, slope: Value, wanted: readonly Value[]): void => {
    const slopes = new Map([[of.name, slope]]);
    for (const { result, ways } of tape.toReversed()) {
      const own = slopes.get(result.name);
      if (!own) continue;
      for (const [source, way] of ways) {
        const before = slopes.get(source.name);
        slopes.set(source.name, before ? elementwise('Add', before, way(own)) : way(own));
      }
    }
    for (const { name: inputName } of wanted) {
      const found = slopes.get(inputName);
      if (!found) throw new Error(`${name}: nothing leads from ${of.name} back to ${inputName}`);
      output(`slope:${inputName}`, found);
    }
  };

  return {
    input,
    output,
    number,
    plus,
    minus,
    times,
    scale,
    product,
    transpose,
    reshape,
    relu,
    softplus,
    sumOfRows,
    softmax,
    normalise,
    crowd,
    addSlopes,
    write: () => writeOnnx({ name, inputs, outputs, constants, nodes }),
  };
}

function broadcast(a: readonly number[], b: readonly number[]): number[] {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, index) => {
    const [one, other] = [a[index - rank + a.length] ?? 1, b[index - rank + b.length] ?? 1];
    if (one !== other && one !== 1 && other !== 1) throw new Error(`[${a}] and [${b}] do not fit together`);
    return Math.max(one, other);
  });
}
