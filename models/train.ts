/** npm run train: learn the graph filter from a data set, measure it, write the bundle that serving loads. */
import path from 'node:path';
import { readCatalogue } from '../db/seed/catalogue.ts';
import { foldAccents } from '../db/seed/slug.ts';
import type { BundleManifest } from '../lib/inference/bundle.ts';
import { parseCommand, parseSeed, runCommand } from './commands.ts';
import type { Dataset } from './dataset.ts';
import { fitGraphFilter } from './graph-filter.ts';
import { tuneGraphFilter } from './graph-tuning.ts';
import { readDataset } from './layouts/read-dataset.ts';
import { fitLinkPredictor } from './link-predictor.ts';
import { matchTitles } from './matching.ts';
import { showProgress } from './progress.ts';
import { differencesOf, evaluateHeldOut, PROTOCOL, rowOf } from './protocol.ts';
import { publishBundle } from './publish.ts';
import { QUICK_MODELS } from './registry.ts';
import { formatTable } from './report.ts';

const USAGE =
  'usage: npm run train -- --data movielens:DIR [--out models/bundles] [--seed 1] [--skip-evaluation]';

runCommand(() => {
  const given = parseCommand(USAGE, {
    data: { type: 'string' },
    out: { type: 'string', default: 'models/bundles' },
    seed: { type: 'string', default: '1' },
    'skip-evaluation': { type: 'boolean', default: false },
  });
  if (given.data === undefined) throw new Error(`--data is missing\n${USAGE}`);
  const seed = parseSeed(given.seed);
  const dataset = readDataset(given.data);
  const slugs = matchTitles(
    dataset.items.map(({ title }) => title),
    readCatalogue(),
    foldAccents,
  );
  const metrics = given['skip-evaluation']
    ? { protocol: 'not evaluated', table: [], differences: [] }
    : evaluateAll(dataset, seed);
  const folder = publishBundle(
    { dataset, slugs, seed, metrics, ...trainBundle(dataset, seed) },
    path.resolve(given.out),
  );
  process.stdout.write(
    `wrote ${path.relative(process.cwd(), folder)}; ${slugs.filter(Boolean).length} catalogue titles found in the data\n`,
  );
});

function trainBundle(dataset: Dataset, seed: number) {
  const tuning = showProgress('choose hyper-parameters');
  const parameters = tuneGraphFilter(dataset, { seed }, tuning);
  tuning.finish();
  const calibrating = showProgress('calibrate');
  const { weights, calibration } = fitLinkPredictor(dataset, parameters, seed, calibrating);
  calibrating.finish();
  return { model: fitGraphFilter(dataset, parameters, seed), linkPredictor: weights, calibration };
}

function evaluateAll(dataset: Dataset, seed: number): BundleManifest['metrics'] {
  const results = QUICK_MODELS.map((kind) => evaluateHeldOut(dataset, kind, seed));
  const table = results.map((result) => rowOf(result, dataset));
  const differences = differencesOf(results);
  process.stdout.write(`${formatTable(table, differences)}\n`);
  return { protocol: PROTOCOL, table, differences };
}
