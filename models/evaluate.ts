/** npm run evaluate: every model on the same people of one data set, in one table. */
import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { formatColdTitles } from './cold-report.ts';
import { evaluateColdTitles } from './cold-titles.ts';
import {
  openAskedCheckpoint,
  parseCommand,
  parseCount,
  parseSeed,
  requireFolder,
  runCommand,
  TRAINING_OPTIONS,
  TRAINING_USAGE,
} from './commands.ts';
import type { Dataset } from './dataset.ts';
import { evaluateApart } from './evaluate-apart.ts';
import { DATA_SOURCES, readDataset } from './layouts/read-dataset.ts';
import type { ModelKind } from './model.ts';
import { differencesOf, jsonRowOf, type ModelResult } from './protocol.ts';
import { MODELS } from './registry.ts';
import { formatTable } from './report.ts';

const USAGE = `usage: npm run evaluate -- --data ${DATA_SOURCES} [--split people|time] [--cold-titles] [--model ${MODELS.map(({ name }) => name).join('|')}|all] [--seed 1] [--json FILE] ${TRAINING_USAGE}`;

runCommand(async () => {
  const given = parseCommand(USAGE, {
    data: { type: 'string' },
    split: { type: 'string', default: 'people' },
    model: { type: 'string', default: 'all' },
    seed: { type: 'string', default: '1' },
    'cold-titles': { type: 'boolean', default: false },
    json: { type: 'string' },
    ...TRAINING_OPTIONS,
  });
  const { data, split, model, json } = given;
  if (data === undefined) throw new Error(`--data is missing\n${USAGE}`);
  if (split !== 'people' && split !== 'time') throw new Error(`--split ${split}: write people or time`);
  const asked = MODELS.filter(({ name }) => model === 'all' || model === name);
  if (asked.length === 0) throw new Error(`--model ${model}: there is no such model\n${USAGE}`);
  const seed = parseSeed(given.seed);
  if (json !== undefined) requireFolder(path.dirname(path.resolve(json)), `--json ${json}`);
  const dataset = readDataset(data, split);
  if (given['cold-titles'])
    return void process.stdout.write(`${formatColdTitles(evaluateColdTitles(dataset, seed))}\n`);
  const able = withoutRefusals(asked, dataset);
  const megabytes = parseCount(given['memory-mb'], '--memory-mb');
  const kept = openAskedCheckpoint(given, { data: dataset.sha256, split, seed });
  const bounds = { megabytes, ...(kept && { checkpoint: { folder: given.checkpoint!, every: kept.every } }) };
  const results: ModelResult[] = [];
  for (const [place, { name }] of able.entries()) {
    process.stderr.write(`${name} (${place + 1} of ${able.length})\n`);
    try {
      results.push(await evaluateApart({ data, split, model: name, seed, ...bounds }));
      if (json !== undefined) writeWhole(json, results, dataset);
    } catch (error) {
      process.stderr.write(`failed: ${name}: ${error instanceof Error ? error.message : error}\n`);
      process.exitCode = 1;
    }
  }
  if (results.length > 0) process.stdout.write(`${describeRun(results, dataset, megabytes)}\n`);
  if (results.length === able.length) kept?.finish();
});

/** A model that cannot take these data is named and left out; when none is left, that is the error. */
function withoutRefusals(kinds: readonly ModelKind[], dataset: Dataset): ModelKind[] {
  const refusals = kinds.map((kind) => kind.refuses?.(dataset));
  const said = kinds.flatMap(({ name }, index) => (refusals[index] ? [`${name}: ${refusals[index]}`] : []));
  const able = kinds.filter((_, index) => refusals[index] === undefined);
  if (able.length === 0) throw new Error(said.join('\n'));
  for (const line of said) process.stderr.write(`left out: ${line}\n`);
  return able;
}

/** All results so far, whole at any moment: a later model that fails costs the earlier ones nothing. */
function writeWhole(file: string, results: readonly ModelResult[], dataset: Dataset): void {
  const rows = results.map((result) => jsonRowOf(result, dataset));
  writeFileSync(`${file}.draft`, `${JSON.stringify(rows, null, 2)}\n`);
  renameSync(`${file}.draft`, file);
}

function describeRun(
  results: readonly ModelResult[],
  { name, people, items, ratings }: Dataset,
  megabytes: number,
): string {
  const size = `${people.length} people, ${items.length} titles, ${ratings.values.length} interactions to learn from`;
  const rows = results.map((result) => jsonRowOf(result, { name }));
  return (
    `${name} (${size})\n${results[0]!.protocol}; each model in a process of its own, one thread, at most ` +
    `${megabytes} MB\n\n${formatTable(rows, differencesOf(results), results)}`
  );
}
