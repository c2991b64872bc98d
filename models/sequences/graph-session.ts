/** Runs an ONNX graph on typed arrays, at once: ONNX Runtime as the matrix engine of training. */
import { Tensor } from 'onnxruntime-node';
// The public API is a promise around this very call. Fitting is synchronous, so it makes the call itself.
import { binding, initOrt } from 'onnxruntime-node/dist/binding.js';

/** One thread: the same sums in the same order, and the other cores stay free. */
const OPTIONS = { intraOpNumThreads: 1, interOpNumThreads: 1 };

export type GraphSession = {
  /** Every input of the graph by name, and the dimensions that the graph gives as words → all outputs. */
  run(
    inputs: Readonly<Record<string, Float32Array>>,
    free?: Readonly<Record<string, number>>,
  ): Readonly<Record<string, Float32Array>>;
};

export function openGraph(model: Uint8Array): GraphSession {
  initOrt();
  const session = new binding.InferenceSession();
  const bytes = Uint8Array.from(model);
  session.loadModel(bytes.buffer, 0, bytes.byteLength, OPTIONS);
  const fetches = Object.fromEntries(session.outputMetadata.map(({ name }) => [name, null]));
  return {
    run: (inputs, free = {}) => {
      const feeds = session.inputMetadata.map(({ name, shape, symbolicDimensions }) => {
        const data = inputs[name];
        if (!data) throw new Error(`the graph's input ${name} is missing`);
        const dims = shape.map((dim, axis) => (dim < 0 ? free[symbolicDimensions[axis]!]! : dim));
        return [name, new Tensor('float32', data, dims)] as const;
      });
      const results = session.run(Object.fromEntries(feeds), fetches, {});
      return Object.fromEntries(
        Object.entries(results).map(([name, tensor]) => [name, (tensor as Tensor).data as Float32Array]),
      );
    },
  };
}
