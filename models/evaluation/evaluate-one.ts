/** The process that evaluates one model and sends back what came of it; `evaluate-apart.ts` starts it. */
import { type Checkpoint, checkpointAt, runStage } from '../checkpoint.ts';
import { readDataset } from '../layouts/read-dataset.ts';
import { watchMemory } from '../memory.ts';
import type { ModelKind } from '../model.ts';
import { MODELS } from '../registry.ts';
import type { Answer, Job } from './evaluate-apart.ts';
import { evaluateGivenSplit } from './given-split.ts';
import { evaluateHeldOut, type ModelResult } from './protocol.ts';

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

function evaluateOne({ data, split, model, seed, megabytes, checkpoint }: Job): ModelResult {
  const dataset = readDataset(data, split);
  const kind = MODELS.find(({ name }) => name === model)!;
  const folder = checkpoint && checkpointAt(checkpoint.folder, '', checkpoint.every);
  return runStage(folder, model, (inner) =>
    (dataset.test ? evaluateGivenSplit : evaluateHeldOut)(dataset, bounded(kind, megabytes, inner), seed),
  );
}

/** The same model, within so much memory, with what it has learned kept on the way, and only while somebody waits for it. */
function bounded(kind: ModelKind, megabytes: number, checkpoint: Checkpoint | undefined): ModelKind {
  const parent = process.ppid;
  return {
    ...kind,
    fit: (training, config, progress) => {
      const watched = watchMemory(progress, megabytes);
      return kind.fit(training, { ...config, ...(checkpoint && { checkpoint }) }, (done) => {
        if (process.ppid !== parent) process.exit(1);
        watched(done);
      });
    },
  };
}
