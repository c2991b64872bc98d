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
import { evaluateGroups } from './groups/evaluate-groups.ts';
import { fitGroupPolicy } from './groups/fit-group-policy.ts';
import { formatGroups, groupRows } from './groups/groups-report.ts';
import { DATA_SOURCES, readDataset } from './layouts/read-dataset.ts';
import { refuseTooLarge } from './memory.ts';
import type { ModelKind } from './model.ts';
import { evaluatePipeline, type PipelineOptions, testedFolds } from './pipeline/evaluate-pipeline.ts';
import { simulateFeedback } from './pipeline/feedback-loop.ts';
import { feedbackRows, formatFeedback } from './pipeline/feedback-report.ts';
import { fitPolicy } from './pipeline/fit-policy.ts';
import { formatPipeline, pipelineRows } from './pipeline/pipeline-report.ts';
import { formatFittedPolicy } from './pipeline/policy-report.ts';
import { evaluateRanker, formatRanker } from './ranker/evaluate-ranker.ts';
import { MODELS } from './registry.ts';
import { formatColdTitles } from './studies/cold-report.ts';
import { evaluateColdTitles } from './studies/cold-titles.ts';
import { studyWarmStart } from './studies/warm-start-study.ts';

type StudyOptions = PipelineOptions & { dataset(): Dataset };
/** What to print, and the rows for `--json` where a study has some. */
type Finding = { readonly text: string; readonly rows?: readonly object[] };

/** What a table of models does not show, each with a protocol of its own. */
const STUDIES: Readonly<Record<string, (options: StudyOptions) => Finding | Promise<Finding>>> = {
  'cold-titles': ({ dataset, seed }) => ({ text: formatColdTitles(evaluateColdTitles(dataset(), seed)) }),
  ranker: ({ dataset, seed }) => ({ text: formatRanker(evaluateRanker(dataset(), seed)) }),
  'warm-start': ({ dataset, seed }) => ({ text: studyWarmStart(dataset(), seed) }),
  pipeline: async ({ dataset, ...options }) => {
    const result = await evaluatePipeline(dataset(), options);
    return { text: formatPipeline(result), rows: pipelineRows(result) };
  },
  policy: async ({ dataset, folds: _, ...options }) => ({
    text: formatFittedPolicy(await fitPolicy(dataset(), options)),
  }),
  groups: async ({ dataset, ...options }) => {
    const result = await evaluateGroups(dataset(), options);
    return { text: formatGroups(result), rows: groupRows(result) };
  },
  'group-policy': async ({ dataset, folds: _, ...options }) => ({
    text: await fitGroupPolicy(dataset(), options),
  }),
  'feedback-loop': async () => {
    const result = await simulateFeedback();
    return { text: formatFeedback(result), rows: feedbackRows(result) };
  },
};

const USAGE = `usage: npm run evaluate -- --data ${DATA_SOURCES} [--split people|time] [--model all|NAME,NAME…] [--seed 1] [--json FILE] ${TRAINING_USAGE}
   or: npm run evaluate -- --data movielens:DIR --study cold-titles|ranker|warm-start|pipeline|policy|groups|group-policy [--seed 1] [--json FILE] [--stock described|all] [--folds 1 … 3] [--bundles DIR]
   or: npm run evaluate -- --data movielens:DIR --groups: the same as --study groups
   or: npm run evaluate -- --study feedback-loop [--json FILE]
models: ${MODELS.map(({ name }) => name).join(' ')}`;

runCommand(async () => {
  const given = parseCommand(USAGE, {
    data: { type: 'string' },
    split: { type: 'string', default: 'people' },
    model: { type: 'string', default: 'all' },
    seed: { type: 'string', default: '1' },
    study: { type: 'string' },
    groups: { type: 'boolean', default: false },
    json: { type: 'string' },
    bundles: { type: 'string' },
    stock: { type: 'string', default: 'described' },
    folds: { type: 'string' },
    ...TRAINING_OPTIONS,
  });
  const { data, split, model, json } = given;
  if (split !== 'people' && split !== 'time') throw new Error(`--split ${split}: write people or time`);
  const asked = modelsNamed(model);
  const seed = parseSeed(given.seed);
  const studied = given.study ?? (given.groups ? 'groups' : undefined);
  const study = studied === undefined ? undefined : STUDIES[studied];
  if (studied !== undefined && !study)
    throw new Error(`--study ${studied}: there is no such study\n${USAGE}`);
  if (json !== undefined) requireFolder(path.dirname(path.resolve(json)), `--json ${json}`);
  if (study) {
    const dataset = () => readDataset(requireData(data), split);
    return answerStudy(await study({ dataset, ...readPipelineOptions(given, seed) }), json);
  }
  const source = requireData(data);
  const dataset = readDataset(source, split);
  const megabytes = parseCount(given['memory-mb'], '--memory-mb');
  const able = withoutRefusals(asked, dataset, megabytes);
  const kept = openAskedCheckpoint(given, { data: dataset.sha256, split, seed });
  const bounds = { megabytes, ...(kept && { checkpoint: { folder: given.checkpoint!, every: kept.every } }) };
  const jobs = able.map(({ name }): Job => ({ data: source, split, model: name, seed, ...bounds }));
  const { results, failures } = await evaluateEach(jobs, (sofar) => {
    if (json !== undefined) writeWhole(json, sofar, dataset);
  });
  if (results.length > 0) process.stdout.write(`${describeRun(results, dataset, megabytes)}\n`);
  if (failures.length > 0) throw new Error(`failed: ${failures.join('\n')}`);
  kept?.finish();
});

type PipelineArguments = { readonly stock: string; readonly bundles?: string; readonly folds?: string };

function readPipelineOptions({ stock, bundles, folds }: PipelineArguments, seed: number): PipelineOptions {
  if (stock !== 'described' && stock !== 'all') throw new Error(`--stock ${stock}: write described or all`);
  return {
    seed,
    stock,
    ...(bundles !== undefined && { bundles }),
    ...(folds !== undefined && { folds: testedFolds().slice(0, parseCount(folds, '--folds')) }),
  };
}

function requireData(data: string | undefined): string {
  if (data === undefined) throw new Error(`--data is missing\n${USAGE}`);
  return data;
}

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

function answerStudy({ text, rows }: Finding, json: string | undefined): void {
  process.stdout.write(`${text}\n`);
  if (json !== undefined && rows) writeRows(json, rows);
}

/** All results so far, whole at any moment: a later model that fails costs the earlier ones nothing. */
function writeWhole(file: string, results: readonly ModelResult[], dataset: Dataset): void {
  writeRows(
    file,
    results.map((result) => jsonRowOf(result, dataset)),
  );
}

function writeRows(file: string, rows: readonly object[]): void {
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
