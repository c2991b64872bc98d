/** One model evaluated in a process of its own: peak memory is that model's own, and its failure stays its own. */
import { fork } from 'node:child_process';
import path from 'node:path';
import type { Split } from '../layouts/movielens.ts';
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

/** One job after the other; `keep` is given all results so far after each. A failure is words, and the others go on. */
export async function evaluateEach(
  jobs: readonly Job[],
  keep: (results: readonly ModelResult[]) => void,
  script = SCRIPT,
): Promise<{ readonly results: readonly ModelResult[]; readonly failures: readonly string[] }> {
  const results: ModelResult[] = [];
  const failures: string[] = [];
  for (const [place, job] of jobs.entries()) {
    process.stderr.write(`${job.model} (${place + 1} of ${jobs.length})\n`);
    const answer = await evaluateApart(job, script);
    if ('failure' in answer) {
      failures.push(`${job.model}: ${answer.failure}`);
      process.stderr.write(`failed: ${failures.at(-1)}\n`);
    } else {
      results.push(answer.result);
      keep(results);
    }
  }
  return { results, failures };
}

/** When this process is told to end, the other one ends too. */
async function evaluateApart(job: Job, script: string): Promise<Answer> {
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
    return await new Promise((resolve) => {
      child.once('message', (answer: Answer) => resolve(answer));
      child.once('error', ({ message }) => resolve({ failure: message }));
      child.once('exit', (code, signal) => resolve({ failure: describeEnd(code, signal) }));
      child.send(job);
    });
  } finally {
    process.off('SIGINT', stop).off('SIGTERM', stop);
  }
}

function describeEnd(code: number | null, signal: NodeJS.Signals | null): string {
  return signal === null
    ? `its process ended with code ${code} and without a result`
    : `its process was ended by ${signal}; most often that is a want of memory`;
}
