/** npm run evaluate: every model on the same people of one data set, in one table. */
import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseCommand, parseSeed, requireFolder, runCommand } from './commands.ts';
import type { Dataset } from './dataset.ts';
import { evaluateGivenSplit } from './given-split.ts';
import { DATA_SOURCES, readDataset } from './layouts/read-dataset.ts';
import type { ModelKind } from './model.ts';
import { differencesOf, evaluateHeldOut, rowOf } from './protocol.ts';
import { MODELS } from './registry.ts';
import { formatTable } from './report.ts';

const USAGE = `usage: npm run evaluate -- --data ${DATA_SOURCES} [--model ${MODELS.map(({ name }) => name).join('|')}|all] [--seed 1] [--json FILE]`;

if (import.meta.filename === process.argv[1]) runCommand(evaluate);

function evaluate(): void {
  const { data, model, seed, json } = parseCommand(USAGE, {
    data: { type: 'string' },
    model: { type: 'string', default: 'all' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
  });
  if (data === undefined) throw new Error(`--data is missing\n${USAGE}`);
  const asked = MODELS.filter(({ name }) => model === 'all' || model === name);
  if (asked.length === 0) throw new Error(`--model ${model}: there is no such model\n${USAGE}`);
  const start = parseSeed(seed);
  if (json !== undefined) requireFolder(path.dirname(path.resolve(json)), `--json ${json}`);
  const dataset = readDataset(data);
  const kinds = withoutRefusals(asked, dataset);
  const evaluateOne = dataset.test ? evaluateGivenSplit : evaluateHeldOut;
  const results = kinds.map((kind) => evaluateOne(dataset, kind, start));
  const rows = results.map((result) => rowOf(result, dataset));
  const { protocol } = rows[0]!.config;
  process.stdout.write(
    `${dataset.name}: ${protocol}\n\n${formatTable(rows, differencesOf(results), results)}\n`,
  );
  if (json === undefined) return;
  const timed = rows.map((row, index) => {
    const { fitSeconds, peakRssMb, msPerUser } = results[index]!;
    return { ...row, fitSeconds, peakRssMb, msPerUser };
  });
  writeFileSync(`${json}.draft`, `${JSON.stringify(timed, null, 2)}\n`);
  renameSync(`${json}.draft`, json);
}

/** A model that cannot take these data is named and left out; when none is left, that is the error. */
function withoutRefusals(kinds: readonly ModelKind[], dataset: Dataset): ModelKind[] {
  const refusals = kinds.map((kind) => kind.refuses?.(dataset));
  const said = kinds.flatMap(({ name }, index) => (refusals[index] ? [`${name}: ${refusals[index]}`] : []));
  const able = kinds.filter((_, index) => refusals[index] === undefined);
  if (able.length === 0) throw new Error(said.join('\n'));
  for (const line of said) process.stderr.write(`left out: ${line}\n`);
  return able;
}
