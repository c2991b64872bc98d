/**
 * Approximate nearest titles for catalogues too large to look at every row. The graph finds rows in its own thread; what
 * comes back is scored anew from the matrix, and rows that the graph does not hold yet are looked at one by one.
 */
import { Worker } from 'node:worker_threads';
import { dot } from '../math/vector.ts';
import type { WeightedRow } from '../recommender/engine.ts';

export type HnswRequest =
  | { readonly id: number; readonly run: 'put'; readonly rows: Int32Array; readonly vectors: Float32Array }
  | { readonly id: number; readonly run: 'search'; readonly vector: Float32Array; readonly k: number };
type Reply = { readonly id: number; readonly rows?: Int32Array; readonly error?: string };

/** Recall of .98 at k = 500 (`npm run bench -- --part retrieval`); half the connections need many more steps for .96. */
export const HNSW_SETTINGS = { connectivity: 32, expansion_add: 128, expansion_search: 2000 };
/** Rows that are put in before a search may come in between: while the graph is first built, and later. */
const FIRST_BATCH = 5000;
const BATCH = 50;
/** Where less than this share of rows is allowed, looking at each of them is cheaper than asking for more and more. */
const LEAST_SHARE = 0.05;
const EXTRA = 1.3;

export type Hnsw = {
  /** Puts rows of a matrix in, new or changed; resolves when the graph holds them. The first call builds the graph. */
  put(matrix: Float32Array, rows: Iterable<number>, onProgress?: (done: number) => void): Promise<void>;
  /** Whether the graph is built. */
  ready(): boolean;
  search(
    matrix: Float32Array,
    vector: Float32Array,
    k: number,
    allowed: Uint8Array,
  ): Promise<readonly WeightedRow[]>;
  close(): Promise<void>;
};

/** Rejects where there is no build of usearch for this machine. */
export async function openHnsw(dimensions: number, threads = 1, settings = HNSW_SETTINGS): Promise<Hnsw> {
  const call = await openWorker({ dimensions, threads, settings });
  const pending = new Set<number>();
  let state: 'empty' | 'building' | 'ready' = 'empty';
  const put = async (
    matrix: Float32Array,
    rows: Int32Array,
    size: number,
    onProgress?: (done: number) => void,
  ) => {
    for (let start = 0; start < rows.length; start += size) {
      const batch = rows.slice(start, start + size);
      await call.ask({ run: 'put', rows: batch, vectors: gather(matrix, batch, dimensions) });
      for (const row of batch) pending.delete(row);
      onProgress?.(start + batch.length);
    }
  };
  return {
    ready: () => state === 'ready',
    async put(matrix, rows, onProgress) {
      const all = Int32Array.from(rows);
      if (state !== 'empty') {
        for (const row of all) pending.add(row);
        return put(matrix, all, BATCH, onProgress);
      }
      state = 'building';
      await put(matrix, all, FIRST_BATCH, onProgress);
      state = 'ready';
    },
    async search(matrix, vector, k, allowed) {
      const wanted = Math.min(k, countUpTo(allowed, k));
      if (wanted === 0) return [];
      const late = [...pending].filter((row) => allowed[row] === 1);
      for (let fetch = Math.ceil(k * EXTRA); ; fetch *= 2) {
        const rows = (await call.ask({ run: 'search', vector, k: fetch })).rows ?? new Int32Array(0);
        const fit = rows.filter((row) => allowed[row] === 1);
        if (new Set([...fit, ...late]).size >= wanted) return best(matrix, vector, [...fit, ...late], k);
        if (fit.length < LEAST_SHARE * fetch || rows.length < fetch) {
          return best(matrix, vector, allowedRows(allowed), k);
        }
      }
    },
    close: call.close,
  };
}

function gather(matrix: Float32Array, rows: Int32Array, dimensions: number): Float32Array {
  const vectors = new Float32Array(rows.length * dimensions);
  for (const [place, row] of rows.entries()) {
    vectors.set(matrix.subarray(row * dimensions, (row + 1) * dimensions), place * dimensions);
  }
  return vectors;
}

function best(matrix: Float32Array, vector: Float32Array, rows: Iterable<number>, k: number): WeightedRow[] {
  const found = Array.from(new Set(rows), (row) => ({
    row,
    weight: dot(vector, matrix, 0, row * vector.length),
  }));
  return found.sort((a, b) => b.weight - a.weight || a.row - b.row).slice(0, k);
}

function countUpTo(allowed: Uint8Array, most: number): number {
  let count = 0;
  for (let row = 0; row < allowed.length && count < most; row++) count += allowed[row]!;
  return count;
}

function* allowedRows(allowed: Uint8Array): Generator<number> {
  for (let row = allowed.indexOf(1); row !== -1; row = allowed.indexOf(1, row + 1)) yield row;
}

type Body = HnswRequest extends infer One ? (One extends HnswRequest ? Omit<One, 'id'> : never) : never;
type Waiting = { resolve(reply: Reply): void; reject(error: Error): void };

async function openWorker(
  workerData: object,
): Promise<{ ask(body: Body): Promise<Reply>; close(): Promise<void> }> {
  const worker = new Worker(new URL('./hnsw-worker.mjs', import.meta.url), { workerData });
  worker.unref();
  const waiting = new Map<number, Waiting>();
  let next = 0;
  let gone: Error | undefined;
  const wait = (id: number) => new Promise<Reply>((resolve, reject) => waiting.set(id, { resolve, reject }));
  const end = (reason: string) => {
    gone = new Error(`the nearest-titles worker is gone: ${reason}`);
    for (const { reject } of waiting.values()) reject(gone);
    waiting.clear();
  };
  worker.on('message', (reply: Reply) => {
    const { resolve, reject } = waiting.get(reply.id) ?? {};
    waiting.delete(reply.id);
    if (reply.error) reject?.(new Error(reply.error));
    else resolve?.(reply);
  });
  worker.on('error', (error) => end(error.message));
  worker.on('exit', (code) => end(`it ended with code ${code}`));
  await wait(next);
  return {
    ask(body) {
      if (gone) return Promise.reject(gone);
      next += 1;
      const answered = wait(next);
      const moved = body.run === 'put' ? [body.vectors.buffer as ArrayBuffer] : [];
      worker.postMessage({ ...body, id: next }, moved);
      return answered;
    },
    async close() {
      await worker.terminate();
    },
  };
}
