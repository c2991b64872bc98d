// @ts-check
/**
 * The only place where ONNX Runtime runs while people are served: `session.run` blocks its thread, so it has one of its own.
 * JavaScript, because a worker thread of plain Node cannot load TypeScript; the types are those of `onnx-client.ts`.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { InferenceSession, Tensor } from 'onnxruntime-node';

/** @typedef {import('./onnx-client.ts').WorkerRequest} WorkerRequest */
/** @typedef {import('./onnx-client.ts').WorkerReply} WorkerReply */

const options = { intraOpNumThreads: 1, interOpNumThreads: 1 };
const sessions = Promise.all([
  InferenceSession.create(workerData.encoder, options),
  InferenceSession.create(workerData.predictor, options),
  workerData.ranker ? InferenceSession.create(workerData.ranker, options) : undefined,
]);

parentPort?.on('message', async (/** @type {WorkerRequest} */ request) => {
  parentPort?.postMessage(await answer(request).catch((error) => ({ id: request.id, error: error.message })));
});
sessions.then(
  () => parentPort?.postMessage({ id: 0 }),
  (error) => parentPort?.postMessage({ id: 0, error: error.message }),
);

/** @param {WorkerRequest} request @returns {Promise<WorkerReply>} */
async function answer(request) {
  const [encoder, predictor, ranker] = await sessions;
  const { id } = request;
  if (request.run === 'encode') {
    const { vectors, weights, batch, length, dimensions } = request;
    const result = await encoder.run({
      vectors: new Tensor('float32', vectors, [batch, length, dimensions]),
      weights: new Tensor('float32', weights, [batch, length]),
    });
    return { id, first: floats(result.user), second: floats(result.norm) };
  }
  const { user, titles, count, dimensions } = request;
  if (request.run === 'rank') {
    if (!ranker) throw new Error('the bundle has no ranker');
    const { features, present } = request;
    const width = features.length / count;
    const result = await ranker.run({
      user: new Tensor('float32', user, [1, dimensions]),
      titles: new Tensor('float32', titles, [count, dimensions]),
      features: new Tensor('float32', features, [count, width]),
      present: new Tensor('float32', present, [count, width]),
    });
    return { id, first: floats(result.logit), second: floats(result.probability) };
  }
  const result = await predictor.run({
    user: new Tensor('float32', user, [1, dimensions]),
    titles: new Tensor('float32', titles, [count, dimensions]),
    side: new Tensor('float32', request.side, [count, 2]),
  });
  return { id, first: floats(result.logit), second: floats(result.probability) };
}

/** @param {import('onnxruntime-node').Tensor | undefined} tensor */
function floats(tensor) {
  if (!tensor) throw new Error('the graph has not the outputs that the manifest promises');
  return /** @type {Float32Array} */ (tensor.data);
}
