/** Writes a fitted graph filter as a bundle folder that serving loads: whole or not at all, the same bytes every time. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  BUNDLE_FILES,
  BUNDLE_FORMAT,
  type BundleFile,
  type BundleManifest,
  type BundleTitle,
  RANKER_FILES,
  type RankerFile,
  readBundle,
} from '../../lib/inference/bundle.ts';
import type { RowLists } from '../../lib/inference/bundle-files.ts';
import { forEachValue } from '../../lib/math/sparse.ts';
import type { Dataset } from '../dataset.ts';
import { type GraphFilter, POPULATION_HALF_AT } from '../graph/graph-filter.ts';
import { parseMovieLensTitle } from './matching.ts';
import type { Notice } from './notice.ts';
import { type LinkCoefficients, writeLinkPredictor, writeUserEncoder } from './serving-graphs.ts';

export type Publication = {
  readonly dataset: Dataset;
  readonly model: GraphFilter;
  /** One per dataset item. */
  readonly slugs: readonly (string | null)[];
  readonly linkPredictor: LinkCoefficients;
  readonly calibration: BundleManifest['calibration'];
  readonly metrics: BundleManifest['metrics'];
  readonly notice: Notice;
  readonly seed: number;
  readonly ranker: PublishedRanker | null;
  /** What a bundle that was learned on from adds to each item: how many ratings, and their sum. */
  readonly earlier?: { readonly ratings: Float32Array; readonly sums: Float32Array };
};

export type PublishedRanker = {
  /** Between rows of the model. */
  readonly transitions: RowLists;
  readonly graph: Uint8Array;
  readonly about: Omit<NonNullable<BundleManifest['ranker']>, 'files'>;
};

type Files = Record<BundleFile, Uint8Array> & Partial<Record<RankerFile, Uint8Array>>;

/** → the folder `out/<version>`. An older folder of the same version is replaced. */
export function publishBundle(publication: Publication, out: string): string {
  const files = bundleFiles(publication);
  const manifest = manifestOf(publication, files);
  mkdirSync(out, { recursive: true });
  const draft = mkdtempSync(path.join(out, '.draft-'));
  try {
    for (const [name, content] of Object.entries(files)) writeFileSync(path.join(draft, name), content);
    writeFileSync(path.join(draft, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
    readBundle(draft);
    chmodSync(draft, 0o755);
    const folder = path.join(out, manifest.version);
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
    return folder;
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

function bundleFiles(publication: Publication): Files {
  const { model, linkPredictor, notice, ranker } = publication;
  return {
    'titles.json': Buffer.from(titlesJson(titlesOf(publication))),
    'title-vectors.f32': floatBytes(model.titleVectors),
    'neighbours.bin': listBytes(model.neighbourIds, model.neighbourWeights),
    'user-encoder.onnx': writeUserEncoder(model.dimensions),
    'link-predictor.onnx': writeLinkPredictor(model.dimensions, linkPredictor),
    NOTICE: Buffer.from(notice.text),
    ...(ranker && {
      'transitions.bin': listBytes(ranker.transitions.ids, ranker.transitions.weights),
      'ranker.onnx': ranker.graph,
    }),
  };
}

function titlesOf({ dataset, model, slugs, earlier }: Publication): BundleTitle[] {
  const none = new Float32Array(dataset.items.length);
  const counts = Float64Array.from(earlier?.ratings ?? none);
  const sums = Float64Array.from(earlier?.sums ?? none);
  forEachValue(dataset.ratings, (_person, column, stars) => {
    counts[column]! += 1;
    sums[column]! += stars;
  });
  return Array.from(model.rows, (column, row) => {
    const { movieId, title } = dataset.items[column]!;
    const { names, year } = parseMovieLensTitle(title);
    return {
      movieId,
      title: names[0] ?? title,
      year,
      slug: slugs[column]!,
      likes: model.likes[row]!,
      ratings: Math.round(counts[column]!),
      meanRating: Math.round((sums[column]! / counts[column]!) * 1000) / 1000,
      encodeScale: shortest(model.encodeScale[row]!),
      decodeScale: shortest(model.decodeScale[row]!),
    };
  });
}

/** The shortest decimal that reads back as the same 32-bit number. */
function shortest(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === Math.fround(value)) return rounded;
  }
  return Number(value.toPrecision(9));
}

/** One title a line. */
function titlesJson(titles: readonly BundleTitle[]): string {
  return `[\n${titles.map((title) => JSON.stringify(title)).join(',\n')}\n]\n`;
}

function listBytes(ids: Int32Array, weights: Float32Array): Buffer {
  return Buffer.concat([intBytes(ids), floatBytes(weights)]);
}

function floatBytes(values: Float32Array): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeFloatLE(value, index * 4);
  return bytes;
}

function intBytes(values: Int32Array): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeInt32LE(value, index * 4);
  return bytes;
}

function manifestOf(publication: Publication, files: Files): BundleManifest {
  const { dataset, model, linkPredictor, calibration, metrics, notice, seed, ranker } = publication;
  const content = {
    format: BUNDLE_FORMAT,
    model: 'graph-filter',
    data: {
      name: dataset.name,
      sha256: dataset.sha256,
      people: dataset.people.length,
      titles: dataset.items.length,
      interactions: dataset.ratings.values.length,
      licence: notice.licence,
    },
    seed,
    hyperParameters: { ...model.hyperParameters },
    linkPredictor,
    prior: { mean: model.priorMean, deviation: model.priorDeviation },
    population: { weight: model.parameters.population, halfAt: POPULATION_HALF_AT },
    dimensions: model.dimensions,
    rows: model.rows.length,
    neighbours: {
      perRow: model.parameters.neighbours,
      layout:
        'little endian; rows × perRow Int32 row ids (−1 pads the end of a list), then rows × perRow Float32 weights; ' +
        'list of row j: the rows i with the highest N_ji, best first; coWatch_i = Σ_j w_j N_ji / norm',
    },
    metrics,
    calibration,
    ranker: ranker && { ...ranker.about, files: entriesOf(RANKER_FILES, files) },
    files: entriesOf(BUNDLE_FILES, files),
  } as const;
  const version = `${versionName(dataset.name)}-${sha256Of(JSON.stringify(content)).slice(0, 8)}`;
  const { format, ...rest } = content;
  return { format, version, codeRevision: codeRevision(), ...rest };
}

function entriesOf<Name extends BundleFile | RankerFile>(names: readonly Name[], files: Files) {
  const entries = names.map((name) => {
    const content = files[name] ?? new Uint8Array();
    return [name, { sha256: sha256Of(content), bytes: content.length }] as const;
  });
  return Object.fromEntries(entries) as Record<Name, { sha256: string; bytes: number }>;
}

/** `movielens-latest-small` → `movielens-small` */
function versionName(dataset: string): string {
  return (
    dataset
      .toLowerCase()
      .replace(/-?latest/, '')
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '') || 'model'
  );
}

function sha256Of(content: Uint8Array | string): string {
  return createHash('sha256').update(content).digest('hex');
}

function codeRevision(): string {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return 'uncommitted';
  }
}
