// @ts-check
/**
 * A second thread for `engine.ts`: takes tasks from the shared board until the engine is closed. JavaScript, because a
 * worker thread of plain Node cannot load TypeScript.
 */
import { workerData } from 'node:worker_threads';
import { runTasks, waitForTasks } from './engine-board.mjs';

const { module, memory, board, names } = workerData;
const { exports } = new WebAssembly.Instance(module, { host: { memory } });
const kernels = names.map((/** @type {string} */ name) => exports[name]);

while (waitForTasks(board)) runTasks(board, kernels);
