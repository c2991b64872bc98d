/** The process that evaluates one model and sends back what came of it; `evaluate-apart.ts` starts it. */
import { type Answer, type Job, MOST_MEGABYTES } from './evaluate-apart.ts';
import { evaluateGivenSplit } from './given-split.ts';
import { readDataset } from './layouts/read-dataset.ts';
import type { ModelKind, Progress } from './model.ts';
import { evaluateHeldOut, type ModelResult } from './protocol.ts';
import { MODELS } from './registry.ts';

process.once('message', (job: Job) => {
  process.send!(answer(job), () => process.disconnect());
});

function answer(job: Job): Answer {
  try {
    return { result: evaluateOne(job) };
  } catch (error) {
    return { failure: error instanceof Error ? error.message : String(error) };
  }
}

function evaluateOne({ data, split, model, seed }: Job): ModelResult {
  const dataset = readDataset(data, split);
  const kind = MODELS.find(({ name }) => name === model)!;
  return (dataset.test ? evaluateGivenSplit : evaluateHeldOut)(dataset, withinMemory(kind), seed);
}

/** The same model, given up at its next sign of progress once the process is too large. */
function withinMemory(kind: ModelKind): ModelKind {
  const watched =
    (progress: Progress): Progress =>
    (done) => {
      const megabytes = process.memoryUsage.rss() / 2 ** 20;
      if (megabytes > MOST_MEGABYTES)
        throw new Error(`it takes ${Math.round(megabytes)} MB; ${MOST_MEGABYTES} are the most`);
      progress(done);
    };
  return { ...kind, fit: (training, config, progress) => kind.fit(training, config, watched(progress)) };
}
