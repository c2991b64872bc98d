/** One model evaluated in a process of its own: peak memory is that model's own, and its failure stays its own. */
import { fork } from 'node:child_process';
import path from 'node:path';
import type { Split } from './layouts/movielens.ts';
import type { ModelResult } from './protocol.ts';

const SCRIPT = path.join(import.meta.dirname, 'evaluate-one.ts');

export type Job = {
  readonly data: string;
  readonly split: Split;
  readonly model: string;
  readonly seed: number;
  /** A process that has grown beyond this is given up. */
  readonly megabytes: number;
  readonly checkpoint?: { readonly folder: string; readonly every: number };
};

export type Answer = { readonly result: ModelResult } | { readonly failure: string };

/** Rejects with what went wrong there. When this process is told to end, that one ends too. */
export async function evaluateApart(job: Job, script = SCRIPT): Promise<ModelResult> {
  const child = fork(script, {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const stop = (signal: NodeJS.Signals) => {
    child.kill('SIGKILL');
    process.exit(signal === 'SIGINT' ? 130 : 143);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop);
  try {
    const answer = await new Promise<Answer>((resolve) => {
      child.once('message', (message: Answer) => resolve(message));
      child.once('error', ({ message }) => resolve({ failure: message }));
      child.once('exit', (code, signal) => resolve({ failure: describeEnd(code, signal) }));
      child.send(job);
    });
    if ('failure' in answer) throw new Error(answer.failure);
    return answer.result;
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

function describeEnd(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null
    ? `its process ended with code ${code} and without a result`
    : `its process was ended by ${signal}; most often that is a want of memory`;
}
