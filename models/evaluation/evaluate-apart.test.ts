import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { folderOf } from '../testing/folder.ts';
import { evaluateEach } from './evaluate-apart.ts';

/** Stands in for the process that evaluates: what it does is told by the model's name. */
const script = path.join(folderOf({}), 'one.mjs');
writeFileSync(
  script,
  `process.once('message', ({ model }) => {
    const answers = { good: { result: { model } }, bad: { failure: 'ratings.csv:3: not a number' } };
    if (model === 'crash') process.exit(3);
    if (model === 'killed') process.kill(process.pid, 'SIGKILL');
    if (answers[model]) process.send(answers[model], () => process.disconnect());
  });`,
);

it('keeps every result as it comes, names what failed, and goes on', async () => {
  const kept: string[][] = [];
  const jobs = ['good', 'bad', 'crash', 'killed', 'good'].map(
    (model) => ({ data: '', split: 'people', seed: 1, megabytes: 1000, model }) as const,
  );
  const { failures } = await evaluateEach(
    jobs,
    (results) => kept.push(results.map(({ model }) => model)),
    script,
  );
  expect(kept).toEqual([['good'], ['good', 'good']]);
  expect(failures).toEqual([
    'bad: ratings.csv:3: not a number',
    'crash: its process ended with code 3 and without a result',
    'killed: its process was ended by SIGKILL; most often that is a want of memory',
  ]);
});
