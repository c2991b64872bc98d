import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { normal } from '../../lib/math/random.ts';
import { openCheckpoint } from '../checkpoint.ts';
import { type Learner, type Training, trainByGradient } from './gradient-training.ts';

const quiet = () => {};

/** A bowl with its bottom at 3, seen through noise. */
function noisyBowl(stopAt = Number.POSITIVE_INFINITY): Learner<{ readonly place: Float32Array }> {
  const place = Float32Array.of(0, 1);
  return {
    weights: { place },
    slopes(random, step) {
      if (step > stopAt) throw new Error('killed');
      return { place: place.map((value) => value - 3 + normal(random)) };
    },
  };
}

function trainingOf(learner = noisyBowl(), more: Partial<Training> = {}): Training {
  return {
    name: 'bowl',
    identity: { data: 'bowl' },
    learner: learner as Learner,
    rate: 0.05,
    quality: (weights) => -Math.abs(weights.place![0]! - 3),
    ...more,
  };
}

const emptyFolder = () => mkdtempSync(path.join(tmpdir(), 'checkpoint-'));

function checkpointIn(folder: string, resume = true, seed = 1) {
  return openCheckpoint({ folder, every: 7, resume, identity: { seed } });
}

describe('training', () => {
  it('ends where held-out people gain no more, and hands out the best it saw', () => {
    const { curve, quality, steps, weights } = trainByGradient(trainingOf(), { seed: 1 }, quiet);
    expect(quality).toBe(Math.max(...curve.map(([, seen]) => seen)));
    expect(quality).toBe(-Math.abs(weights.place![0]! - 3));
    expect(curve.at(-1)![0] - steps).toBe(5 * 20);
  });

  it('takes exactly the steps it is told to when nobody is held out', () => {
    const { steps, curve } = trainByGradient(
      trainingOf(undefined, { quality: undefined, mostSteps: 33 }),
      { seed: 1 },
      quiet,
    );
    expect(steps).toBe(33);
    expect(curve).toEqual([]);
  });

  it('draws differently for another seed', () => {
    const ends = [1, 2].map((seed) => trainByGradient(trainingOf(), { seed }, quiet).weights.place);
    expect(ends[0]).not.toEqual(ends[1]);
  });
});

describe('a training that was killed', () => {
  it('ends in the same bits when it is taken up again', () => {
    const whole = trainByGradient(trainingOf(), { seed: 1 }, quiet);
    const folder = emptyFolder();
    for (const stopAt of [3, 40, 41, 90]) {
      const checkpoint = checkpointIn(folder);
      expect(() => trainByGradient(trainingOf(noisyBowl(stopAt)), { seed: 1, checkpoint }, quiet)).toThrow(
        'killed',
      );
    }
    expect(trainByGradient(trainingOf(), { seed: 1, checkpoint: checkpointIn(folder) }, quiet)).toEqual(
      whole,
    );
  });

  it('does not do again what it had finished', () => {
    const folder = emptyFolder();
    const whole = trainByGradient(trainingOf(), { seed: 1, checkpoint: checkpointIn(folder) }, quiet);
    const untouched = trainingOf(noisyBowl(0));
    expect(trainByGradient(untouched, { seed: 1, checkpoint: checkpointIn(folder) }, quiet)).toEqual(whole);
  });

  it('is not taken up with other data, settings or seed', () => {
    const folder = emptyFolder();
    trainByGradient(trainingOf(), { seed: 1, checkpoint: checkpointIn(folder) }, quiet);
    const other = trainingOf(undefined, { identity: { data: 'other' } });
    expect(() => trainByGradient(other, { seed: 1, checkpoint: checkpointIn(folder) }, quiet)).toThrow(
      /1-bowl\.checkpoint: this checkpoint is of another run: data was bowl and is other/,
    );
    expect(() => checkpointIn(folder, true, 2)).toThrow(/run\.checkpoint: .*seed was 1 and is 2/);
    expect(() => checkpointIn(folder, false)).toThrow(/--resume goes on from them/);
  });

  it('says so when a checkpoint is damaged, and never mistakes a draft for one', () => {
    const folder = emptyFolder();
    trainByGradient(trainingOf(), { seed: 1, checkpoint: checkpointIn(folder) }, quiet);
    const file = path.join(folder, '1-bowl.checkpoint');
    const bytes = readFileSync(file);
    writeFileSync(`${file}.draft`, bytes.subarray(0, 50));
    const untouched = trainingOf(noisyBowl(0));
    trainByGradient(untouched, { seed: 1, checkpoint: checkpointIn(folder) }, quiet);
    writeFileSync(file, bytes.subarray(0, -1));
    expect(() => trainByGradient(trainingOf(), { seed: 1, checkpoint: checkpointIn(folder) }, quiet)).toThrow(
      /1-bowl\.checkpoint: its hash is not that of its content/,
    );
  });
});

describe('a stage', () => {
  it('is done once; what it kept on the way goes with it, and all goes with the run', () => {
    const folder = emptyFolder();
    let done = 0;
    const run = () =>
      checkpointIn(folder).stage('evaluate', (checkpoint) => {
        trainByGradient(trainingOf(), { seed: 1, checkpoint }, quiet);
        return new Map([['times', ++done]]);
      });
    expect(run()).toEqual(run());
    expect(done).toBe(1);
    expect(readdirSync(folder).sort()).toEqual(['evaluate.checkpoint', 'run.checkpoint']);
    checkpointIn(folder).finish();
    expect(readdirSync(folder)).toEqual([]);
  });
});
