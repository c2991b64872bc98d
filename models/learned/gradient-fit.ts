/** How a model that learns by gradient is fitted: settings and steps by people held out, then everyone, within a stated amount of work. */
import { mean } from '../../lib/math/statistics.ts';
import { fingerprintOf } from '../checkpoint.ts';
import type { Case, Dataset } from '../dataset.ts';
import { bestOf, ndcgOf, validationParts } from '../evaluation/tuning.ts';
import { type FitConfig, historyOf, type Model, type Progress } from '../model.ts';
import { type Learner, type Trained, trainByGradient, type Weights } from './gradient-training.ts';

const MOST_STEPS = 3000;
const LEAST_STEPS = 100;
/** Multiplications that one training may spend, about two minutes of a core: large data get fewer steps, not more time. */
const WORK = 8e10;
const VALIDATION_CASES = 300;
/** People a step: a sixteenth of a crowd, and of fewer as many as make a steady mean. */
const LEAST_BATCH = 256;
const MOST_BATCH = 2048;

export type ModelLearner<W extends Weights = Weights> = Learner<W> & {
  /** About how many multiplications a step takes. */
  readonly work: number;
  /** How these weights score; they are not copied. */
  scorer(weights: W): Pick<Model, 'score'>;
};

export type Recipe<P, W extends Weights> = {
  readonly choices: readonly P[];
  readonly rate: number;
  start(training: Dataset, parameters: P, seed: number): ModelLearner<W>;
};

/** Each choice learns from two thirds of the people for as long as the last third gains by it; the best learns from everyone. */
export function fitByGradient<P extends Readonly<Record<string, string | number>>, W extends Weights>(
  training: Dataset,
  recipe: Recipe<P, W>,
  config: FitConfig,
  progress: Progress,
): Model {
  const part = validationParts(training, config.seed)[0]!;
  const cases = spread(part.cases, VALIDATION_CASES);
  const turns = recipe.choices.length + 1;
  const train = (data: Dataset, parameters: P, turn: number, how: 'look' | number): Trained<W> => {
    const learner = recipe.start(data, parameters, config.seed);
    const looking = how === 'look';
    return trainByGradient(
      {
        name: looking ? `choice-${turn + 1}` : 'everyone',
        identity: { data: fingerprintOf(data), ...parameters, rate: recipe.rate },
        learner,
        rate: recipe.rate,
        mostSteps: looking ? stepsWithin(learner.work) : how,
        ...(looking && { quality: (weights: W) => qualityOf(learner.scorer(weights), cases) }),
      },
      config,
      (done) => progress((turn + done) / turns),
    );
  };
  const tried = recipe.choices.map((parameters, turn) => ({
    parameters,
    ...train(part.training, parameters, turn, 'look'),
  }));
  const { parameters, steps: enough, curve } = bestOf(tried, ({ quality }) => quality);
  const more = stepsForAll(training) / stepsForAll(part.training);
  const { weights, steps } = train(training, parameters, turns - 1, Math.round(enough * more));
  const { score } = recipe.start(training, parameters, config.seed).scorer(weights);
  return { hyperParameters: { ...parameters, steps }, learningCurve: curve, score };
}

/** How many people a step learns from, of so many. */
export function batchOf(people: number): number {
  return Math.min(MOST_BATCH, Math.max(LEAST_BATCH, Math.floor(people / 16)));
}

/** Steps that meet everyone once: with more people as many more. */
function stepsForAll({ people }: Dataset): number {
  return Math.max(1, people.length / batchOf(people.length));
}

function stepsWithin(work: number): number {
  return Math.min(MOST_STEPS, Math.max(LEAST_STEPS, Math.floor(WORK / work)));
}

/** Mean NDCG@100. */
function qualityOf(model: Pick<Model, 'score'>, cases: readonly Case[]): number {
  return mean(cases.map((one) => ndcgOf(model.score(historyOf(one.known)), one)));
}

/** At most so many, from the first to the last. */
function spread<T>(all: readonly T[], most: number): T[] {
  return all.filter(
    (_, index) => Math.floor((index * most) / all.length) !== Math.floor(((index - 1) * most) / all.length),
  );
}
