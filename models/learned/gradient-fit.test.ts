import { expect, it } from 'vitest';
import { smallWorld } from '../testing/worlds.ts';
import { batchOf, fitByGradient, type ModelLearner } from './gradient-fit.ts';

type Guess = { readonly scores: Float32Array };

/** Scores whatever it was told to, the same for everyone, and counts the steps it was asked for. */
function guesser(work: number, steps: string[]) {
  return (
    training: { readonly people: Int32Array },
    { first }: { readonly first: number },
  ): ModelLearner<Guess> => ({
    weights: { scores: Float32Array.from({ length: 80 }, (_, item) => (item % 4 === first ? 1 : 0)) },
    work,
    slopes: () => {
      steps.push(`${first} ${training.people.length}`);
      return { scores: new Float32Array(80) };
    },
    scorer: ({ scores }) => ({ score: () => scores }),
  });
}

const world = smallWorld();

function fitGuesser(work: number) {
  const steps: string[] = [];
  const recipe = { choices: [{ first: 0 }, { first: 1 }], rate: 0.1, start: guesser(work, steps) };
  return { steps, model: fitByGradient(world, recipe, { seed: 1 }, () => {}) };
}

it('takes no more steps than the work allows, and the same however fast the machine is', () => {
  const { steps, model } = fitGuesser(1e9);
  expect(steps.filter((step) => step === '0 40')).toHaveLength(100);
  expect(model.learningCurve!.at(-1)![0]).toBe(100);
  expect(steps).toEqual(fitGuesser(1e9).steps);
});

it('learns from everyone with the choice that people held out prefer', () => {
  const { steps, model } = fitGuesser(1);
  const chosen = model.hyperParameters.first;
  expect(steps.filter((step) => step === `${chosen} 60`)).toHaveLength(Number(model.hyperParameters.steps));
  expect(steps.filter((step) => step === `${1 - Number(chosen)} 60`)).toHaveLength(0);
});

it('asks everyone of a few, and a sixteenth of a crowd', () => {
  expect([60, 8000, 30_000, 1e6].map(batchOf)).toEqual([256, 500, 1875, 2048]);
});
