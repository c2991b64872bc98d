/** npm run evaluate: every model on the same people of one data set, in one table. */
import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
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
import { evaluateEach, type Job } from './evaluation/evaluate-apart.ts';
import { differencesOf, jsonRowOf, type ModelResult } from './evaluation/protocol.ts';
import { formatTable } from './evaluation/report.ts';
import { DATA_SOURCES, readDataset } from './layouts/read-dataset.ts';
import { refuseTooLarge } from './memory.ts';
import type { ModelKind } from './model.ts';
import { evaluateRanker, formatRanker } from './ranker/evaluate-ranker.ts';
import { MODELS } from './registry.ts';
import { formatColdTitles } from './studies/cold-report.ts';
import { evaluateColdTitles } from './studies/cold-titles.ts';
import { studyWarmStart } from './studies/warm-start-study.ts';

/** What a table of models does not show, each with a protocol of its own. */
const STUDIES: Readonly<Record<string, (dataset: Dataset, seed: number) => string>> = {
  'cold-titles': (dataset, seed) => formatColdTitles(evaluateColdTitles(dataset, seed)),
  ranker: (dataset, seed) => formatRanker(evaluateRanker(dataset, seed)),
  'warm-start': studyWarmStart,
};

const USAGE = `usage: npm run evaluate -- --data ${DATA_SOURCES} [--split people|time] [--model all|NAME,NAME…] [--seed 1] [--json FILE] ${TRAINING_USAGE}
   or: npm run evaluate -- --data movielens:DIR --study ${Object.keys(STUDIES).join('|')} [--seed 1]
models: ${MODELS.map(({ name }) => name).join(' ')}`;

runCommand(async () => {
  const given = parseCommand(USAGE, {
    data: { type: 'string' },
    split: { type: 'string', default: 'people' },
    model: { type: 'string', default: 'all' },
    seed: { type: 'string', default: '1' },
    study: { type: 'string' },
    json: { type: 'string' },
    ...TRAINING_OPTIONS,
  });
  const { data, split, model, json } = given;
  if (data === undefined) throw new Error(`--data is missing\n${USAGE}`);
  if (split !== 'people' && split !== 'time') throw new Error(`--split ${split}: write people or time`);
  const asked = modelsNamed(model);
  const seed = parseSeed(given.seed);
  const study = given.study === undefined ? undefined : STUDIES[given.study];
  if (given.study !== undefined && !study)
    throw new Error(`--study ${given.study}: there is no such study\n${USAGE}`);
  if (json !== undefined) requireFolder(path.dirname(path.resolve(json)), `--json ${json}`);
  const dataset = readDataset(data, split);
  if (study) return void process.stdout.write(`${study(dataset, seed)}\n`);
  const megabytes = parseCount(given['memory-mb'], '--memory-mb');
  const able = withoutRefusals(asked, dataset, megabytes);
  const kept = openAskedCheckpoint(given, { data: dataset.sha256, split, seed });
  const bounds = { megabytes, ...(kept && { checkpoint: { folder: given.checkpoint!, every: kept.every } }) };
  const jobs = able.map(({ name }): Job => ({ data, split, model: name, seed, ...bounds }));
  const { results, failures } = await evaluateEach(jobs, (sofar) => {
    if (json !== undefined) writeWhole(json, sofar, dataset);
  });
  if (results.length > 0) process.stdout.write(`${describeRun(results, dataset, megabytes)}\n`);
  if (failures.length > 0) throw new Error(`failed: ${failures.join('\n')}`);
  kept?.finish();
});

function modelsNamed(names: string): readonly ModelKind[] {
  if (names === 'all') return MODELS;
  return names.split(',').map((asked) => {
    const found = MODELS.find(({ name }) => name === asked);
    if (!found) throw new Error(`--model ${asked}: there is no such model\n${USAGE}`);
    return found;
  });
}

/** A model that cannot take these data is named and left out; when none is left, that is the error. */
function withoutRefusals(kinds: readonly ModelKind[], dataset: Dataset, megabytes: number): ModelKind[] {
  const refusals = kinds.map(
    (kind) => kind.refuses?.(dataset) ?? refuseTooLarge(kind.name, dataset, megabytes),
  );
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
