/** Writes a computation and, by the chain rule, its slopes as one ONNX graph: reverse-mode differentiation on paper. */
import { graphNodes, type Value } from './graph-nodes.ts';

/** Below a deviation of √ε rows are no longer stretched. */
const SMALLEST_VARIANCE = 1e-6;

/** A source and how dL/dresult becomes dL/dsource, in further nodes. */
type Way = readonly [source: Value, back: (slope: Value) => Value];

export type GradientGraph = ReturnType<typeof gradientGraph>;

export function gradientGraph(name: string) {
  const nodes = graphNodes(name);
  const { combine, map, matMul, number, reduceLast, sumTo } = nodes;
  const tape: { readonly result: Value; readonly ways: readonly Way[] }[] = [];

  /** Notes how a slope goes back through `result` to each learned source. */
  const record = (result: Value, ...ways: readonly Way[]): Value => {
    const learned = ways.filter(([source]) => source.learned);
    if (learned.length === 0) return result;
    tape.push({ result, ways: learned });
    return { ...result, learned: true };
  };

  /** a + b, with ONNX's broadcasting. */
  const plus = (a: Value, b: Value) =>
    record(combine('Add', a, b), [a, (slope) => sumTo(slope, a.dims)], [b, (slope) => sumTo(slope, b.dims)]);

  /** a ∘ b, with ONNX's broadcasting. */
  const times = (a: Value, b: Value) =>
    record(
      combine('Mul', a, b),
      [a, (slope) => sumTo(combine('Mul', slope, b), a.dims)],
      [b, (slope) => sumTo(combine('Mul', slope, a), b.dims)],
    );

  const scale = (a: Value, factor: number) => times(a, number(factor));

  const minus = (a: Value, b: Value) => plus(a, scale(b, -1));

  /** A B of two matrices, or of equally many side by side: [… n × k] · [… k × m]. */
  const product = (a: Value, b: Value) =>
    record(
      matMul(a, b),
      [a, (slope) => matMul(slope, nodes.turn(b))],
      [b, (slope) => (b.dims.length === 2 ? nodes.leftMatMul(a, slope) : matMul(nodes.turn(a), slope))],
    );

  /** Axes in another order, as `order` lists them. */
  const transpose = (a: Value, order: readonly number[]) => {
    const inverse = [...order.keys()].map((axis) => order.indexOf(axis));
    return record(nodes.transpose(a, order), [a, (slope) => nodes.transpose(slope, inverse)]);
  };

  const reshape = (a: Value, dims: readonly number[]) =>
    record(nodes.reshape(a, dims), [a, (slope) => nodes.reshape(slope, a.dims)]);

  const relu = (a: Value) => {
    const result = map('Relu', a);
    return record(result, [a, (slope) => combine('Mul', slope, map('Sign', result))]);
  };

  /** log(1 + eᵃ). */
  const softplus = (a: Value) =>
    record(map('Softplus', a), [a, (slope) => combine('Mul', slope, map('Sigmoid', a))]);

  /** Σ over the last axis, which stays as 1. */
  const sumOfRows = (a: Value) =>
    record(sumTo(a, [...a.dims.slice(0, -1), 1]), [a, (slope) => nodes.expand(slope, a.dims)]);

  /** y = eᵃ / Σ eᵃ over the last axis; back y ∘ (s − Σ s ∘ y). */
  const softmax = (a: Value) => {
    const result = nodes.softmax(a);
    return record(result, [
      a,
      (slope) => {
        const own = combine('Mul', slope, result);
        const total = sumTo(own, [...a.dims.slice(0, -1), 1]);
        return combine('Sub', own, combine('Mul', result, total));
      },
    ]);
  };

  /** n = (a − mean) / deviation of every row (Ba, Kiros and Hinton 2016); back (s − mean s − n mean(s ∘ n)) / deviation. */
  const normalise = (a: Value) => {
    const centred = combine('Sub', a, reduceLast('ReduceMean', a));
    const variance = reduceLast('ReduceMean', combine('Mul', centred, centred));
    const deviation = map('Sqrt', combine('Add', variance, number(SMALLEST_VARIANCE)));
    const result = combine('Div', centred, deviation);
    return record(result, [
      a,
      (slope) => {
        const along = combine('Mul', result, reduceLast('ReduceMean', combine('Mul', slope, result)));
        const level = combine('Sub', slope, reduceLast('ReduceMean', slope));
        return combine('Div', combine('Sub', level, along), deviation);
      },
    ]);
  };

  /**
   * log Σ_j exp(h · E_j + shift_j) of every row, h [rows × d], E [items × d] → [rows × 1]; back s ∘ P E and Pᵀ (s ∘ h), P the
   * softmax. The sum itself is read off P: for the likeliest j it is logit_j − log P_j.
   */
  const crowd = (h: Value, e: Value, shift?: Value) => {
    const products = nodes.rightMatMul(h, e);
    const logits = shift ? combine('Add', products, shift) : products;
    const chances = nodes.softmax(logits);
    const likeliest = map('Log', reduceLast('ReduceMax', chances));
    return record(
      combine('Sub', reduceLast('ReduceMax', logits), likeliest),
      [h, (slope) => combine('Mul', matMul(chances, e), slope)],
      [e, (slope) => nodes.leftMatMul(chances, combine('Mul', h, slope))],
    );
  };

  /** Adds an output `slope:NAME` for each of these inputs: dL/dinput where dL/dof is `slope`. */
  const addSlopes = (of: Value, slope: Value, inputs: readonly Value[]): void => {
    const slopes = new Map([[of.name, slope]]);
    for (const { result, ways } of tape.toReversed()) {
      const own = slopes.get(result.name);
      if (!own) continue;
      for (const [source, back] of ways) {
        const before = slopes.get(source.name);
        slopes.set(source.name, before ? combine('Add', before, back(own)) : back(own));
      }
    }
    for (const input of inputs) {
      const found = slopes.get(input.name);
      if (!found) throw new Error(`${name}: nothing leads from ${of.name} back to ${input.name}`);
      nodes.output(`slope:${input.name}`, found);
    }
  };

  return {
    input: nodes.input,
    output: nodes.output,
    write: nodes.write,
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
  };
}
