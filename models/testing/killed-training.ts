/** A process that trains LightGCN with checkpoints in the given folder and is killed at the given sign of progress. */
import { openCheckpoint } from '../checkpoint.ts';
import { type Trained, type Training, trainByGradient } from '../learned/gradient-training.ts';
import { type LightGcnWeights, startLightGcn } from '../learned/lightgcn.ts';
import type { FitConfig, Progress } from '../model.ts';
import { smallWorld } from './worlds.ts';

export function trainSmall(config: FitConfig, progress: Progress): Trained<LightGcnWeights> {
  const learner = startLightGcn(smallWorld(), { layers: 2, dimensions: 8, scale: 10 }, 1);
  const quality = ({ titles }: LightGcnWeights) => -Math.abs(titles[0]!);
  const training: Training<LightGcnWeights> = {
    name: 'small',
    identity: { layers: 2 },
    learner,
    rate: 0.02,
    quality,
    patience: 100,
    mostSteps: 90,
  };
  return trainByGradient(training, config, progress);
}

const [folder, stopAt] = process.argv.slice(2);
if (import.meta.filename === process.argv[1]) {
  const checkpoint = openCheckpoint({ folder: folder!, every: 10, resume: true, identity: {} });
  let seen = 0;
  trainSmall({ seed: 1, checkpoint }, () => {
    if (++seen === Number(stopAt)) process.kill(process.pid, 'SIGKILL');
  });
}
