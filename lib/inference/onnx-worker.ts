/** The only place where ONNX Runtime runs: `session.run` blocks its thread, so it has one of its own. */
import { parentPort, workerData } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import type { WorkerReply, WorkerRequest } from './onnx-client.ts';

type Files = { readonly encoder: Uint8Array; readonly predictor: Uint8Array };

const options: InferenceSession.SessionOptions = { intraOpNumThreads: 1, interOpNumThreads: 1 };
const { encoder, predictor } = workerData as Files;
const sessions = Promise.all([
  InferenceSession.create(encoder, options),
  InferenceSession.create(predictor, options),
]);

parentPort?.on('message', async (request: WorkerRequest) => {
  const reply = await answer(request).catch(
    (error: Error): WorkerReply => ({ id: request.id, error: error.message }),
  );
  parentPort?.postMessage(reply);
});
sessions.then(
  () => parentPort?.postMessage({ id: 0 } satisfies WorkerReply),
  (error: Error) => parentPort?.postMessage({ id: 0, error: error.message } satisfies WorkerReply),
);

async function answer(request: WorkerRequest): Promise<WorkerReply> {
  const [encode, predict] = await sessions;
  const { id } = request;
  if (request.run === 'encode') {
    const { vectors, weights, batch, length, dimensions } = request;
    const result = await encode.run({
      vectors: new Tensor('float32', vectors, [batch, length, dimensions]),
      weights: new Tensor('float32', weights, [batch, length]),
    });
    return { id, first: floats(result.user), second: floats(result.norm) };
  }
  const { user, titles, side, count, dimensions } = request;
  const result = await predict.run({
    user: new Tensor('float32', user, [1, dimensions]),
    titles: new Tensor('float32', titles, [count, dimensions]),
    side: new Tensor('float32', side, [count, 2]),
  });
  return { id, first: floats(result.logit), second: floats(result.probability) };
}

function floats(tensor: Tensor | undefined): Float32Array {
  if (!tensor) throw new Error('the graph has not the outputs that the manifest promises');
  return tensor.data as Float32Array;
}
