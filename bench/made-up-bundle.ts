/** A bundle of any size on disk: the shipped one's vectors and neighbours, varied; its graphs as they are. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  BUNDLE_FILES,
  type Bundle,
  type BundleTitle,
  RANKER_FILES,
  readBundle,
} from '../lib/inference/bundle.ts';
import type { RowLists } from '../lib/inference/bundle-files.ts';
import { normal, type Random, seededRandom } from '../lib/math/random.ts';
import { listBundleFolders } from '../lib/model-registry/bundles.ts';

/** One title in five is outside the graph, as new ones are. */
const IN_GRAPH = 0.8;
/** How far a made-up title lies from the one it varies, as a share of that one's length. */
const NOISE = 0.5;
const MOST_LIKES = 60_000;

/** → the folder `out/made-up-…`. */
export function writeMadeUpBundle(slugs: readonly string[], out: string, seed = 2): string {
  const shipped = readBundle(listBundleFolders('models/bundles')[0]!);
  const random = seededRandom(seed);
  const known = new Map(shipped.titles.map(({ slug }, row) => [slug, row]));
  const bases = slugs.flatMap((slug) => {
    const row = known.get(slug);
    if (row !== undefined) return [{ slug, base: row }];
    return random() < IN_GRAPH ? [{ slug, base: Math.floor(random() * shipped.titles.length) }] : [];
  });
  const folder = path.join(out, `made-up-${slugs.length}`);
  mkdirSync(folder, { recursive: true });
  cpSync(shipped.folder, folder, { recursive: true });
  const made: Record<string, Uint8Array> = {
    'titles.json': Buffer.from(
      JSON.stringify(bases.map(({ slug, base }, row) => titleOf(slug, shipped.titles[base]!, row))),
    ),
    'title-vectors.f32': bytesOf(varyVectors(shipped, bases, random)),
    'neighbours.bin': varyLists(shipped.neighbours, bases, random),
    ...(shipped.ranker && { 'transitions.bin': varyLists(shipped.ranker.transitions, bases, random) }),
  };
  for (const [name, bytes] of Object.entries(made)) writeFileSync(path.join(folder, name), bytes);
  const entriesOf = (names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, entryOf(readFileSync(path.join(folder, name)))]));
  const files = entriesOf(BUNDLE_FILES);
  const { ranker: shippedRanker } = shipped.manifest;
  const ranker = shippedRanker && { ...shippedRanker, files: entriesOf(RANKER_FILES) };
  const version = `made-up-${String(slugs.length).padStart(8, '0')}`;
  const manifest = { ...shipped.manifest, version, rows: bases.length, files, ranker };
  writeFileSync(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  return folder;
}

type Based = { readonly slug: string; readonly base: number };

function titleOf(slug: string, base: BundleTitle, row: number): BundleTitle {
  const likes = Math.round(MOST_LIKES / (row + 10) ** 0.8);
  return { ...base, movieId: row + 1, slug, likes, ratings: 2 * likes };
}

function varyVectors(
  { titleVectors, manifest: { dimensions } }: Bundle,
  bases: readonly Based[],
  random: Random,
) {
  const vectors = new Float32Array(bases.length * dimensions);
  for (const [row, { base }] of bases.entries()) {
    const from = titleVectors.subarray(base * dimensions, (base + 1) * dimensions);
    const step = (NOISE * Math.hypot(...from)) / Math.sqrt(dimensions);
    for (let d = 0; d < dimensions; d++) vectors[row * dimensions + d] = from[d]! + step * normal(random);
  }
  return vectors;
}

/** What is near a title are variations of what is near its base. */
function varyLists({ perRow, ids, weights }: RowLists, bases: readonly Based[], random: Random): Buffer {
  const variants = new Map<number, number[]>();
  for (const [row, { base }] of bases.entries()) {
    const known = variants.get(base);
    if (known) known.push(row);
    else variants.set(base, [row]);
  }
  const made = {
    ids: new Int32Array(bases.length * perRow).fill(-1),
    weights: new Float32Array(bases.length * perRow),
  };
  for (const [row, { base }] of bases.entries()) {
    let to = row * perRow;
    for (let from = base * perRow; from < (base + 1) * perRow; from++) {
      const among = variants.get(ids[from]!) ?? [];
      if (among.length === 0) continue;
      made.ids[to] = among[Math.floor(random() * among.length)]!;
      made.weights[to++] = weights[from]!;
    }
  }
  return Buffer.concat([bytesOf(made.ids), bytesOf(made.weights)]);
}

function bytesOf(values: Float32Array | Int32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

function entryOf(bytes: Buffer): { sha256: string; bytes: number } {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}
