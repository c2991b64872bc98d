/**
 * Runs the WebAssembly kernels on one block of memory, with as many threads as asked for, and waits for them: synchronous
 * and, because every task writes where no other does, the same bytes on any number of threads.
 */
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { assemble } from './assembler.ts';
import { BOARD_BYTES, CAPACITY, CLOSED, FINISHED, PUBLISHED, runTasks, writeTask } from './engine-board.mjs';
import { KERNELS, type KernelName } from './kernels.ts';

const PAGE = 65_536;
/** What 32-bit addresses reach, without the page that alignment may take. */
export const MOST_BYTES = 65_534 * PAGE;
const MOST_THREADS = 8;
/** Arrays begin where a cache line does. */
const ALIGNMENT = 64;

export type Engine = {
  /** `length` zeros inside the engine's memory; they live as long as the engine. */
  floats(length: number): Float32Array;
  ints(length: number): Int32Array;
  shorts(length: number): Uint16Array;
  /** Runs a kernel for every list of arguments, on all threads, and returns when all are done; arrays are given by address. */
  run(kernel: KernelName, tasks: Iterable<readonly (number | ArrayBufferView)[]>): void;
  /** Sends the threads home. Arrays stay readable. */
  close(): void;
};

/** An engine with `bytes` of memory, taken from the system only as it is written to. Throws when it is more than 4 GB. */
export function createEngine(
  bytes: number,
  threads = Math.min(availableParallelism(), MOST_THREADS),
): Engine {
  if (bytes > MOST_BYTES) {
    throw new Error(`${(bytes / 2 ** 30).toFixed(1)} GB are more than the 4 GB that 32-bit addresses reach`);
  }
  const pages = Math.ceil(bytes / PAGE) + 1;
  const memory = new WebAssembly.Memory({ initial: pages, maximum: pages, shared: true });
  const module = new WebAssembly.Module(assemble(KERNELS, pages));
  const { exports } = new WebAssembly.Instance(module, { host: { memory } });
  const names = KERNELS.map(({ name }) => name);
  const kernels = names.map((name) => exports[name] as (...values: number[]) => void);
  const board = new Int32Array(new SharedArrayBuffer(BOARD_BYTES));
  startWorkers(threads - 1, { module, memory, board, names });
  let used = ALIGNMENT;
  const take = (size: number) => {
    const start = used;
    used = Math.ceil((start + size) / ALIGNMENT) * ALIGNMENT;
    if (used > memory.buffer.byteLength) throw new Error(`the engine's ${bytes} bytes are full`);
    return start;
  };
  return {
    floats: (length) => new Float32Array(memory.buffer, take(4 * length), length),
    ints: (length) => new Int32Array(memory.buffer, take(4 * length), length),
    shorts: (length) => new Uint16Array(memory.buffer, take(2 * length), length),
    run: (kernel, tasks) => publish(board, kernels, names.indexOf(kernel), tasks),
    close: () => {
      Atomics.store(board, CLOSED, 1);
      Atomics.notify(board, PUBLISHED);
    },
  };
}

function startWorkers(count: number, workerData: Record<string, unknown>): void {
  for (let index = 0; index < count; index++) {
    const url = new URL('./engine-worker.mjs', import.meta.url);
    new Worker(url, { workerData, execArgv: [] }).unref();
  }
}

function publish(
  board: Int32Array,
  kernels: readonly ((...values: number[]) => void)[],
  kernel: number,
  tasks: Iterable<readonly (number | ArrayBufferView)[]>,
): void {
  let ticket = Atomics.load(board, PUBLISHED);
  const start = () => {
    Atomics.store(board, PUBLISHED, ticket);
    Atomics.notify(board, PUBLISHED);
    runTasks(board, kernels);
    for (;;) {
      const finished = Atomics.load(board, FINISHED);
      if (finished === ticket) return;
      Atomics.wait(board, FINISHED, finished, 1000);
    }
  };
  const before = ticket;
  for (const task of tasks) {
    const values = task.map((value) => (typeof value === 'number' ? value : value.byteOffset));
    writeTask(board, ticket++, [kernel, ...values]);
    if ((ticket - before) % CAPACITY === 0) start();
  }
  start();
}
