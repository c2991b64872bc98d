/** The contract between training and serving: what a bundle folder holds, read and checked down to the last byte. */
import path from 'node:path';
import { z } from 'zod';
import { BROAD_TASTES, RANKER_FEATURES } from '../recommender/ranking/ranker-features.ts';
import { parseFloats, parseJson, parseLists, type RowLists, readBytes, readChecked } from './bundle-files.ts';

/** 2 may hold a ranker; bundles of format 1 have none and are served all the same. */
export const BUNDLE_FORMAT = 2;

export const BUNDLE_FILES = [
  'titles.json',
  'title-vectors.f32',
  'neighbours.bin',
  'user-encoder.onnx',
  'link-predictor.onnx',
  'NOTICE',
] as const;
export type BundleFile = (typeof BUNDLE_FILES)[number];
/** Only in a bundle that has a ranker. */
export const RANKER_FILES = ['transitions.bin', 'ranker.onnx'] as const;
export type RankerFile = (typeof RANKER_FILES)[number];

const count = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);
const estimate = z.object({ value: z.number(), low: z.number(), high: z.number() });
const metricTable = z.record(z.string(), estimate);
const figures = z.record(z.string(), z.number());
const fileEntry = z.object({ sha256, bytes: count });

const tableRow = z.object({
  model: z.string(),
  data: z.string(),
  config: z.record(z.string(), z.unknown()),
  metrics: metricTable,
  segments: z.record(z.string(), metricTable),
});

const rankerSchema = z.object({
  /** Names and order of its inputs. */
  features: z.array(z.string()),
  /** Leading columns of the viewer's and the titles' vectors that it reads. */
  dimensions: z.number().int().min(1).max(BROAD_TASTES),
  /** score_i = Σ_k decay^(k−1) t(h₋ₖ → i) over the last titles h₋₁, h₋₂ …, from the lists of `transitions.bin`. */
  transitions: z.object({
    perRow: z.number().int().min(1),
    decay: z.number().positive(),
    layout: z.string(),
  }),
  /** Mean of its logit less the link predictor's over the candidates of held-out people. */
  usualGain: z.number(),
  steps: count,
  calibration: z.object({ meaning: z.string(), people: count, pairs: count, figures }),
  /** By what was ranked by; the protocol says on whom. */
  metrics: z.object({
    protocol: z.string(),
    table: z.record(z.string(), metricTable),
    /** Ranked by it less ranked by the link predictor, person by person. */
    differences: z.record(z.string(), metricTable),
  }),
  files: z.object({ 'transitions.bin': fileEntry, 'ranker.onnx': fileEntry }),
});

export const manifestSchema = z.object({
  format: z.union([z.literal(1), z.literal(BUNDLE_FORMAT)]),
  version: z.string().regex(/^[a-z0-9][a-z0-9-]*-[0-9a-f]{8}$/),
  model: z.string().min(1),
  data: z.object({
    name: z.string().min(1),
    sha256,
    people: count,
    titles: count,
    interactions: count,
    licence: z.string().min(1),
  }),
  codeRevision: z.string().min(1),
  seed: z.number().int(),
  hyperParameters: z.record(z.string(), z.union([z.number(), z.string()])),
  /** logit = vector · (user · titleVector) + coWatch · coWatch_i + prior · prior_i + bias */
  linkPredictor: z.object({ vector: z.number(), coWatch: z.number(), prior: z.number(), bias: z.number() }),
  /** prior_i = (log(1 + likes_i) − mean) / deviation */
  prior: z.object({ mean: z.number(), deviation: z.number().positive() }),
  /** One more encoder input, `populationVector`, has the weight `weight · halfAt / (halfAt + Σ|w|)`: it speaks for newcomers. */
  population: z.object({ weight: z.number().nonnegative(), halfAt: z.number().positive() }),
  dimensions: z.number().int().min(1).max(1024),
  rows: z.number().int().min(1),
  neighbours: z.object({ perRow: z.number().int().min(1), layout: z.string() }),
  metrics: z.object({
    protocol: z.string(),
    table: z.array(tableRow),
    differences: z.array(
      z.object({ better: z.string(), than: z.string(), segment: z.string(), metrics: metricTable }),
    ),
  }),
  calibration: z.object({
    meaning: z.string(),
    people: count,
    pairs: count,
    figures,
  }),
  ranker: rankerSchema.nullable().default(null),
  files: z.object(
    Object.fromEntries(BUNDLE_FILES.map((name) => [name, fileEntry])) as Record<BundleFile, typeof fileEntry>,
  ),
});
export type BundleManifest = Readonly<z.infer<typeof manifestSchema>>;

const titleSchema = z.object({
  movieId: count,
  title: z.string().min(1),
  year: z.number().int().nullable(),
  /** The catalogue title this row is, if the catalogue has it. */
  slug: z.string().min(1).nullable(),
  likes: count,
  ratings: count,
  meanRating: z.number(),
  encodeScale: z.number(),
  decodeScale: z.number(),
});
export type BundleTitle = Readonly<z.infer<typeof titleSchema>>;

export type Bundle = {
  readonly folder: string;
  readonly manifest: BundleManifest;
  /** One per row. */
  readonly titles: readonly BundleTitle[];
  /** Z, [rows × dimensions]: encoderVector_i = Z_i · encodeScale_i, titleVector_i = Z_i · decodeScale_i. */
  readonly titleVectors: Float32Array;
  /** Row j's list holds the rows i with the highest N_ji, best first; ids [rows × perRow], −1 where it ends. */
  readonly neighbours: RowLists;
  /** [rows], standardised. */
  readonly priors: Float32Array;
  /** Σ likes_j encoderVector_j / Σ likes_j [dimensions]: one more encoder input, weighted by `populationWeight`. */
  readonly populationVector: Float32Array;
  readonly userEncoder: Uint8Array;
  readonly linkPredictor: Uint8Array;
  readonly ranker: BundleRanker | null;
};

export type BundleRanker = {
  /** Row j's list holds what tends to follow j in the order of likes. */
  readonly transitions: RowLists;
  readonly graph: Uint8Array;
};

/** τ h / (h + Σ|w|): what `populationVector` weighs beside a history whose absolute weights add up to `historyWeight`. */
export function populationWeight(
  { population }: Pick<BundleManifest, 'population'>,
  historyWeight: number,
): number {
  return (population.weight * population.halfAt) / (population.halfAt + historyWeight);
}

/** Reads and checks a bundle folder; the error names the file and what is wrong with it. */
export function readBundle(folder: string): Bundle {
  const manifest = readManifest(folder);
  const read = (name: BundleFile) => readChecked(folder, name, manifest.files[name]);
  const { rows, dimensions } = manifest;
  const titles = parseTitles(read('titles.json'), folder, rows);
  const titleVectors = parseFloats(
    read('title-vectors.f32'),
    rows * dimensions,
    path.join(folder, 'title-vectors.f32'),
  );
  const userEncoder = read('user-encoder.onnx');
  const linkPredictor = read('link-predictor.onnx');
  read('NOTICE');
  return {
    folder,
    manifest,
    titles,
    titleVectors,
    neighbours: parseLists(
      read('neighbours.bin'),
      rows,
      manifest.neighbours.perRow,
      path.join(folder, 'neighbours.bin'),
    ),
    priors: Float32Array.from(
      titles,
      ({ likes }) => (Math.log1p(likes) - manifest.prior.mean) / manifest.prior.deviation,
    ),
    populationVector: populationVectorOf(titles, titleVectors, dimensions),
    userEncoder,
    linkPredictor,
    ranker: readRanker(folder, manifest),
  };
}

function readRanker(folder: string, { ranker, rows }: BundleManifest): BundleRanker | null {
  if (!ranker) return null;
  if (String(ranker.features) !== String(RANKER_FEATURES)) {
    throw new Error(
      `${path.join(folder, 'manifest.json')}: ranker.features are ${ranker.features.join(', ')} where this program makes ` +
        `${RANKER_FEATURES.join(', ')}; train the bundle again`,
    );
  }
  const read = (name: RankerFile) => readChecked(folder, name, ranker.files[name]);
  const file = path.join(folder, 'transitions.bin');
  return {
    transitions: parseLists(read('transitions.bin'), rows, ranker.transitions.perRow, file),
    graph: read('ranker.onnx'),
  };
}

function readManifest(folder: string): BundleManifest {
  const file = path.join(folder, 'manifest.json');
  const content = parseJson(readBytes(file), file);
  const format = z.object({ format: z.number() }).safeParse(content);
  if (!format.success) throw new Error(`${file}: this is not a Matinee model bundle (no "format")`);
  if (format.data.format > BUNDLE_FORMAT) {
    throw new Error(
      `${file}: format ${format.data.format} is newer than this program reads (${BUNDLE_FORMAT}); update the program`,
    );
  }
  const parsed = manifestSchema.safeParse(content);
  if (!parsed.success) throw new Error(`${file}: ${firstIssue(parsed.error)}`);
  return parsed.data;
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0];
  return `${issue?.path.join('.') || 'content'}: ${issue?.message}`;
}

function parseTitles(bytes: Buffer, folder: string, rows: number): BundleTitle[] {
  const file = path.join(folder, 'titles.json');
  const parsed = z.array(titleSchema).safeParse(parseJson(bytes, file));
  if (!parsed.success) throw new Error(`${file}: ${firstIssue(parsed.error)}`);
  if (parsed.data.length !== rows)
    throw new Error(`${file}: ${parsed.data.length} titles where the manifest says ${rows}`);
  return parsed.data;
}

export function populationVectorOf(
  titles: readonly Pick<BundleTitle, 'likes' | 'encodeScale'>[],
  vectors: Float32Array,
  dimensions: number,
): Float32Array {
  const sum = new Float64Array(dimensions);
  let likes = 0;
  titles.forEach((title, row) => {
    likes += title.likes;
    for (let index = 0; index < dimensions; index++) {
      sum[index]! += title.likes * title.encodeScale * vectors[row * dimensions + index]!;
    }
  });
  return Float32Array.from(sum, (value) => value / Math.max(likes, 1));
}
