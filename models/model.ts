/** The one contract of every model: learn from people's ratings, then score all titles for anyone's history. */
import type { Checkpoint } from './checkpoint.ts';
import type { Dataset } from './dataset.ts';

/** Item columns and how much each counts, 1 is a like; what friends like, for models that listen to friends. */
export type History = {
  readonly rows: Int32Array;
  readonly weights: Float32Array;
  readonly friends?: readonly Int32Array[];
};

export type Model = {
  /** What fit settled on, for the table and the manifest. */
  readonly hyperParameters: Readonly<Record<string, number | string>>;
  /** How good it was for held-out people as it learned, where it learned step by step. */
  readonly learningCurve?: LearningCurve;
  /** → [items], higher is better. Nobody is looked up: a person is their history. */
  score(history: History): Float32Array;
};

/** [step, validation quality], in the order of steps. */
export type LearningCurve = readonly (readonly [step: number, quality: number])[];

export type FitConfig = {
  readonly seed: number;
  /** Where half-done work is kept, if it is. */
  readonly checkpoint?: Checkpoint;
};

/** Reports how much of the work is done, from 0 to 1. */
export type Progress = (done: number) => void;

export type ModelKind = {
  readonly name: string;
  /** Why this model cannot learn from these data, if it cannot. */
  refuses?(training: Dataset): string | undefined;
  fit(training: Dataset, config: FitConfig, progress: Progress): Model;
};

export function historyOf(rows: Int32Array, friends?: readonly Int32Array[]): History {
  return { rows, weights: new Float32Array(rows.length).fill(1), ...(friends && { friends }) };
}
