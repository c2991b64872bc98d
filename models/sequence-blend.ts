/** Two sequence models heard together: each one's scores brought to one scale, mixed by a weight that held-out titles choose. */
import { mean, standardDeviation } from '../lib/math/statistics.ts';
import { autoregression, refuseManyTitles } from './autoregression.ts';
import { sasRec } from './sasrec.ts';
import {
  holdOutLast,
  nextItemNdcg,
  type Sequence,
  type SequenceModel,
  type SequenceModelKind,
} from './sequence-model.ts';
import { bestOf } from './tuning.ts';

/** What the transformer weighs; the closed form weighs the rest. */
const WEIGHT_CHOICES = [0.5, 0.6, 0.7, 0.8, 0.9, 1, 0.4, 0.3, 0.2, 0.1, 0];
const VALIDATION_CASES = 1000;
/** How much of the work is the closed form's. */
const LINEAR_SHARE = 0.2;

export const sequenceBlend: SequenceModelKind = {
  name: 'sequence-blend',
  refuses: refuseManyTitles,
  /** The last titles that choose the weight are not trained on. */
  fit(sequences, items, config, progress) {
    const { training, cases } = holdOutLast(sequences, Math.ceil(sequences.length / VALIDATION_CASES));
    const linear = autoregression.fit(training, items, config, (done) => progress(LINEAR_SHARE * done));
    const deep = sasRec.fit(training, items, config, (done) =>
      progress(LINEAR_SHARE + (1 - LINEAR_SHARE) * done),
    );
    const remembered = [deep, linear].map((model) => {
      const scores = new Map(cases.map(({ history }) => [history, model.score(history)]));
      return { ...model, score: (history: Sequence) => scores.get(history)! };
    }) as [SequenceModel, SequenceModel];
    const weight = bestOf(WEIGHT_CHOICES, (choice) =>
      mean(nextItemNdcg(blend(...remembered, choice), cases)),
    );
    return blend(deep, linear, weight);
  },
};

/** weight · z(first) + (1 − weight) · z(second), z at mean 0 and deviation 1 over all titles. */
export function blend(first: SequenceModel, second: SequenceModel, weight: number): SequenceModel {
  return {
    hyperParameters: { weight, ...second.hyperParameters, ...first.hyperParameters },
    ...(first.learningCurve && { learningCurve: first.learningCurve }),
    score: (history) => {
      const [one, other] = [standardise(first.score(history)), standardise(second.score(history))];
      return one.map((value, item) => weight * value + (1 - weight) * other[item]!);
    },
  };
}

/** Scores that are all alike become 0. */
function standardise(scores: Float32Array): Float32Array {
  const centre = mean(scores);
  const scale = standardDeviation(scores) || 1;
  return scores.map((score) => (score - centre) / scale);
}
