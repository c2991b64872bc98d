/** A bundle of any size on disk: the shipped one's vectors and neighbours, varied; its graphs as they are. */
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { BUNDLE_FILES, type Bundle, type BundleTitle, readBundle } from '../lib/inference/bundle.ts';
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
    'neighbours.bin': neighbourBytes(shipped, bases, random),
  };
  for (const [name, bytes] of Object.entries(made)) writeFileSync(path.join(folder, name), bytes);
  const files = Object.fromEntries(
    BUNDLE_FILES.map((name) => [name, entryOf(readFileSync(path.join(folder, name)))]),
  );
  const version = `made-up-${String(slugs.length).padStart(8, '0')}`;
  const manifest = { ...shipped.manifest, version, rows: bases.length, files };
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

/** A title's neighbours are variations of its base's neighbours. */
function neighbourBytes({ neighbours }: Bundle, bases: readonly Based[], random: Random): Buffer {
  const { perRow } = neighbours;
  const variants = new Map<number, number[]>();
  for (const [row, { base }] of bases.entries()) variants.set(base, [...(variants.get(base) ?? []), row]);
  const ids = new Int32Array(bases.length * perRow).fill(-1);
  const weights = new Float32Array(bases.length * perRow);
  for (const [row, { base }] of bases.entries()) {
    for (let place = 0; place < perRow; place++) {
      const from = base * perRow + place;
      const among = variants.get(neighbours.ids[from]!) ?? [];
      if (among.length === 0) break;
      ids[row * perRow + place] = among[Math.floor(random() * among.length)]!;
      weights[row * perRow + place] = neighbours.weights[from]!;
    }
  }
  return Buffer.concat([bytesOf(ids), bytesOf(weights)]);
}

function bytesOf(values: Float32Array | Int32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

function entryOf(bytes: Buffer): { sha256: string; bytes: number } {
  return { sha256: createHash('sha256').update(bytes).digest('hex'), bytes: bytes.length };
}
