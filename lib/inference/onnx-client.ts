/** Talks to the ONNX worker: one promise a request, all of them rejected when the worker goes, then a new worker. */
import { Worker } from 'node:worker_threads';

export type WorkerRequest =
  | {
      readonly id: number;
      readonly run: 'encode';
      readonly vectors: Float32Array;
      readonly weights: Float32Array;
      readonly batch: number;
      readonly length: number;
      readonly dimensions: number;
    }
  | {
      readonly id: number;
      readonly run: 'predict';
      readonly user: Float32Array;
      readonly titles: Float32Array;
      readonly side: Float32Array;
      readonly count: number;
      readonly dimensions: number;
    }
  | {
      readonly id: number;
      readonly run: 'rank';
      readonly user: Float32Array;
      readonly titles: Float32Array;
      readonly features: Float32Array;
      readonly present: Float32Array;
      readonly count: number;
      readonly dimensions: number;
    };

/** Encode answers (users, norms), predict and rank (logits, probabilities). Id 0 says that the graphs are loaded. */
export type WorkerReply = {
  readonly id: number;
  readonly first?: Float32Array;
  readonly second?: Float32Array;
  readonly error?: string;
};

type Body<R extends WorkerRequest['run']> = Omit<Extract<WorkerRequest, { run: R }>, 'id'>;
type Waiting = { resolve(reply: WorkerReply): void; reject(error: Error): void; timer: NodeJS.Timeout };

export type OnnxClient = {
  run(
    request: Body<'encode'> | Body<'predict'> | Body<'rank'>,
  ): Promise<{ first: Float32Array; second: Float32Array }>;
  /** Resolves once all graphs are loaded; rejects with ONNX Runtime's reason. */
  readonly ready: Promise<void>;
  close(): Promise<void>;
  /** Ends the thread as a crash would. For tests. */
  crash(): Promise<void>;
};

export type OnnxGraphs = {
  readonly encoder: Uint8Array;
  readonly predictor: Uint8Array;
  readonly ranker: Uint8Array | null;
};

/** Buffers that were made for this request alone: they move to the worker instead of being copied. */
function madeFor(request: Parameters<OnnxClient['run']>[0]): ArrayBuffer[] {
  const made = request.run === 'encode' ? request.vectors : request.titles;
  return made.buffer instanceof ArrayBuffer ? [made.buffer] : [];
}

const TIMEOUT_MS = 2000;
const RESTART_MS = 500;

export function openOnnxClient(graphs: OnnxGraphs, onCrash: (reason: string) => void = () => {}): OnnxClient {
  const waiting = new Map<number, Waiting>();
  let next = 1;
  let closed = false;
  let worker: Worker | undefined;
  let settle: { resolve(): void; reject(error: Error): void } = { resolve() {}, reject() {} };
  const ready = new Promise<void>((resolve, reject) => {
    settle = { resolve, reject };
  });
  ready.catch(() => {});
  start();

  function start(): void {
    const started = new Worker(new URL('./onnx-worker.mjs', import.meta.url), { workerData: graphs });
    worker = started;
    started.unref();
    started.on('message', receive);
    started.on('error', (error) => gone(started, error.message));
    started.on('exit', (code) => gone(started, `it ended with code ${code}`));
  }

  function receive(reply: WorkerReply): void {
    if (reply.id === 0 && reply.error) settle.reject(new Error(reply.error));
    else if (reply.id === 0) settle.resolve();
    const request = waiting.get(reply.id);
    if (!request) return;
    waiting.delete(reply.id);
    clearTimeout(request.timer);
    if (reply.error) request.reject(new Error(reply.error));
    else request.resolve(reply);
  }

  function gone(which: Worker, reason: string): void {
    if (worker !== which) return;
    worker = undefined;
    const error = new Error(`the inference worker is gone: ${reason}`);
    settle.reject(error);
    for (const [id, request] of waiting) {
      clearTimeout(request.timer);
      request.reject(error);
      waiting.delete(id);
    }
    if (closed) return;
    onCrash(reason);
    setTimeout(() => !closed && !worker && start(), RESTART_MS).unref();
  }

  return {
    ready,
    run(request) {
      const thread = worker;
      if (!thread) return Promise.reject(new Error('the inference worker is restarting'));
      const id = next++;
      return new Promise<WorkerReply>((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(id);
          reject(new Error(`the inference worker did not answer within ${TIMEOUT_MS} ms`));
        }, TIMEOUT_MS);
        waiting.set(id, { resolve, reject, timer });
        thread.postMessage({ ...request, id }, madeFor(request));
      }).then(({ first, second }) => {
        if (!first || !second) throw new Error('the inference worker answered nothing');
        return { first, second };
      });
    },
    async close() {
      closed = true;
      await worker?.terminate();
    },
    async crash() {
      await worker?.terminate();
    },
  };
}
