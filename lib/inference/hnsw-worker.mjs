// @ts-check
/**
 * Holds one HNSW graph (Malkov and Yashunin 2018) in a thread of its own: building takes minutes, and a search over
 * millions of titles some milliseconds. JavaScript, because a worker thread of plain Node cannot load TypeScript.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { Index } from 'usearch';

/** @typedef {import('./hnsw.ts').HnswRequest} HnswRequest */

const { dimensions, threads, settings } = workerData;
const index = new Index({ dimensions, metric: 'ip', quantization: 'f16', multi: false, ...settings });
parentPort?.on('message', (/** @type {HnswRequest} */ request) => {
  try {
    parentPort?.postMessage(answer(request));
  } catch (error) {
    parentPort?.postMessage({
      id: request.id,
      error: error instanceof Error ? error.message : String(error),
    });
  }
});
parentPort?.postMessage({ id: 0 });

/** @param {HnswRequest} request */
function answer(request) {
  const { id } = request;
  if (request.run === 'put') {
    const keys = BigUint64Array.from(request.rows, BigInt);
    for (const key of keys) if (index.contains(key)) index.remove(key);
    index.add(keys, request.vectors, threads);
    return { id };
  }
  const { keys } = index.search(request.vector, Math.min(request.k, index.size()), 1);
  return { id, rows: Int32Array.from(keys, Number) };
}
