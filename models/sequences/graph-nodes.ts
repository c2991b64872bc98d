/** Nodes of an ONNX graph under construction, each with its dimensions worked out as it is added. */
import { type OnnxConstant, type OnnxNode, type OnnxTensor, writeOnnx } from '../publishing/onnx.ts';

/** A tensor of the graph. Only what is `learned`, or made of it, has a slope. */
export type Value = {
  readonly name: string;
  readonly dims: readonly number[];
  readonly learned: boolean;
};

export function graphNodes(name: string) {
  const nodes: OnnxNode[] = [];
  const inputs: OnnxTensor[] = [];
  const outputs: OnnxTensor[] = [];
  const constants: OnnxConstant[] = [];

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

  const constant = (dims: readonly number[], data: OnnxConstant['data']): Value => {
    const value = { name: `constant${constants.length}`, dims, learned: false };
    constants.push({ name: value.name, dims, data });
    return value;
  };
  const integers = (values: readonly number[]) =>
    constant([values.length], BigInt64Array.from(values, BigInt));

  const sumOver = (from: Value, axes: readonly number[], dims: readonly number[], keepdims: 0 | 1) =>
    axes.length > 0 ? node('ReduceSum', [from, integers(axes)], dims, { keepdims }) : from;

  const transpose = (from: Value, order: readonly number[]) => {
    const dims = order.map((axis) => from.dims[axis]!);
    return node('Transpose', [from], dims, { perm: order });
  };

  return {
    input(inputName: string, dims: readonly number[], learned = false): Value {
      inputs.push({ name: inputName, dims });
      return { name: inputName, dims, learned };
    },
    output(outputName: string, { name: from, dims }: Value): void {
      nodes.push({ op: 'Identity', inputs: [from], outputs: [outputName] });
      outputs.push({ name: outputName, dims });
    },
    number: (value: number) => constant([], Float32Array.of(value)),
    /** One number after another. */
    map: (op: 'Relu' | 'Sign' | 'Softplus' | 'Sigmoid' | 'Sqrt' | 'Log', from: Value) =>
      node(op, [from], from.dims),
    /** With ONNX's broadcasting. */
    combine: (op: 'Add' | 'Sub' | 'Mul' | 'Div', a: Value, b: Value) =>
      node(op, [a, b], broadcast(a.dims, b.dims)),
    softmax: (from: Value) => node('Softmax', [from], from.dims, { axis: from.dims.length - 1 }),
    /** Over the last axis, which stays as 1. */
    reduceLast: (op: 'ReduceMean' | 'ReduceMax', from: Value) =>
      node(op, [from], [...from.dims.slice(0, -1), 1], { axes: [from.dims.length - 1], keepdims: 1 }),
    /** Sums over whatever broadcasting would repeat: the way of broadcasting back. */
    sumTo(from: Value, dims: readonly number[]): Value {
      const extra = from.dims.length - dims.length;
      const whole = sumOver(from, [...Array(extra).keys()], from.dims.slice(extra), 0);
      const single = [...dims.keys()].filter((axis) => dims[axis] === 1 && whole.dims[axis] !== 1);
      return sumOver(whole, single, dims, 1);
    },
    expand: (from: Value, dims: readonly number[]) => node('Expand', [from, integers(dims)], dims),
    reshape: (from: Value, dims: readonly number[]) => node('Reshape', [from, integers(dims)], dims),
    transpose,
    /** The last two axes the other way round. */
    turn(from: Value): Value {
      const axes = [...from.dims.keys()];
      return transpose(from, [...axes.slice(0, -2), axes.length - 1, axes.length - 2]);
    },
    matMul: (a: Value, b: Value) => node('MatMul', [a, b], [...a.dims.slice(0, -1), b.dims.at(-1)!]),
    /** Aᵀ B of two matrices. */
    leftMatMul: (a: Value, b: Value) => node('Gemm', [a, b], [a.dims[1]!, b.dims[1]!], { transA: 1 }),
    /** A Bᵀ of two matrices. */
    rightMatMul: (a: Value, b: Value) => node('Gemm', [a, b], [a.dims[0]!, b.dims[0]!], { transB: 1 }),
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
