/** npm run evaluate: every model on the same held-out people, in one table. */
import { renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseCommand, parseSeed, requireFolder, runCommand } from './commands.ts';
import { readDataset } from './dataset.ts';
import { differencesOf, evaluateModel, PROTOCOL, rowOf } from './protocol.ts';
import { MODELS } from './registry.ts';
import { formatTable } from './report.ts';

const USAGE = `usage: npm run evaluate -- --data movielens:DIR [--model ${MODELS.map(({ name }) => name).join('|')}|all] [--seed 1] [--json FILE]`;

if (import.meta.filename === process.argv[1]) runCommand(evaluate);

function evaluate(): void {
  const { data, model, seed, json } = parseCommand(USAGE, {
    data: { type: 'string' },
    model: { type: 'string', default: 'all' },
    seed: { type: 'string', default: '1' },
    json: { type: 'string' },
  });
  if (data === undefined) throw new Error(`--data is missing\n${USAGE}`);
  const kinds = MODELS.filter(({ name }) => model === 'all' || model === name);
  if (kinds.length === 0) throw new Error(`--model ${model}: there is no such model\n${USAGE}`);
  const start = parseSeed(seed);
  if (json !== undefined) requireFolder(path.dirname(path.resolve(json)), `--json ${json}`);
  const dataset = readDataset(data);
  const results = kinds.map((kind) => evaluateModel(dataset, kind, start));
  const rows = results.map((result) => rowOf(result, dataset));
  process.stdout.write(`${dataset.name}: ${PROTOCOL}\n\n${formatTable(rows, differencesOf(results))}\n`);
  if (json === undefined) return;
  const timed = rows.map((row, index) => {
    const { fitSeconds, peakRssMb, msPerUser } = results[index]!;
    return { ...row, fitSeconds, peakRssMb, msPerUser };
  });
  writeFileSync(`${json}.draft`, `${JSON.stringify(timed, null, 2)}\n`);
  renameSync(`${json}.draft`, json);
}
