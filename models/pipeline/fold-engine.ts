/** A bundle of some people of a data set, published and loaded by the very code that serves; kept in a folder, it is used again. */
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { LoadedEngine } from '../../lib/inference/assemble.ts';
import { BUNDLE_FORMAT, type Bundle, readBundle } from '../../lib/inference/bundle.ts';
import { loadEngine } from '../../lib/inference/load.ts';
import type { CatalogueTitle } from '../../lib/inference/table.ts';
import { fingerprintOf } from '../checkpoint.ts';
import type { Dataset } from '../dataset.ts';
import { fitGraphFilter, type GraphFilterParameters } from '../graph/graph-filter.ts';
import { tuneGraphFilter } from '../graph/graph-tuning.ts';
import type { Progress } from '../model.ts';
import { fitLinkPredictor } from '../publishing/link-predictor.ts';
import { publishBundle } from '../publishing/publish.ts';
import { canRank, learnRanker } from '../ranker/bundle-ranker.ts';
import { slugsOf } from './catalogue.ts';

const UNJUDGED = { protocol: 'not evaluated', table: {}, differences: {} };

/** `kept`: the folder in which bundles stay; without one they go when they are loaded. */
export async function engineOf(
  training: Dataset,
  catalogue: readonly CatalogueTitle[],
  seed: number,
  kept: string | undefined,
  progress: Progress,
): Promise<LoadedEngine> {
  const bundle =
    kept === undefined
      ? inTemporaryFolder((out) => publish(training, catalogue, seed, out, progress))
      : keepIn(kept, training, (out) => publish(training, catalogue, seed, out, progress), seed);
  return loadEngine(bundle, catalogue);
}

/** With parameters that are given, for a world that is trained again and again. */
export async function engineWith(
  parameters: GraphFilterParameters,
  training: Dataset,
  catalogue: readonly CatalogueTitle[],
  seed: number,
): Promise<LoadedEngine> {
  const bundle = inTemporaryFolder((out) =>
    publishWith(parameters, training, catalogue, seed, out, () => {}),
  );
  return loadEngine(bundle, catalogue);
}

function inTemporaryFolder(work: (out: string) => Bundle): Bundle {
  const out = mkdtempSync(path.join(tmpdir(), 'matinee-pipeline-'));
  try {
    return work(out);
  } finally {
    rmSync(out, { recursive: true, force: true });
  }
}

/** A folder a set of people: other data, people, seed or format have another name. */
function keepIn(kept: string, training: Dataset, work: (out: string) => Bundle, seed: number): Bundle {
  const out = path.join(kept, `${fingerprintOf(training).slice(0, 16)}-seed-${seed}-format-${BUNDLE_FORMAT}`);
  const [found] = existsSync(out) ? readdirSync(out).filter((name) => !name.startsWith('.')) : [];
  return found === undefined ? work(out) : readBundle(path.join(out, found));
}

function publish(
  training: Dataset,
  catalogue: readonly CatalogueTitle[],
  seed: number,
  out: string,
  progress: Progress,
): Bundle {
  const parameters = tuneGraphFilter(training, { seed }, (done) => progress(done * 0.5));
  return publishWith(parameters, training, catalogue, seed, out, (done) => progress(0.5 + done * 0.5));
}

function publishWith(
  parameters: GraphFilterParameters,
  training: Dataset,
  catalogue: readonly CatalogueTitle[],
  seed: number,
  out: string,
  progress: Progress,
): Bundle {
  const { weights: link, calibration } = fitLinkPredictor(training, parameters, seed, (done) =>
    progress(done * 0.3),
  );
  const learning = { dataset: training, graph: parameters, link, seed, metrics: UNJUDGED };
  const ranker = canRank(training) ? learnRanker(learning, (done) => progress(0.3 + done * 0.7)) : null;
  const folder = publishBundle(
    {
      dataset: training,
      model: fitGraphFilter(training, parameters, seed),
      slugs: slugsOf(training.items, catalogue),
      linkPredictor: link,
      calibration,
      metrics: { protocol: 'not evaluated', table: [], differences: [] },
      notice: { text: 'Made to be measured, not to be passed on.', licence: 'none' },
      seed,
      ranker,
    },
    out,
  );
  return readBundle(folder);
}
