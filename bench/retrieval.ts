/** Finding the 500 nearest of millions of titles: time, recall against looking at each, and what the graph costs. */
import { availableParallelism } from 'node:os';
import { openHnsw } from '../lib/inference/hnsw.ts';
import { openExact, openGraph } from '../lib/inference/nearest.ts';
import { type Random, seededRandom } from '../lib/math/random.ts';
import { createProductMatrix, type ProductMatrix } from '../lib/math/row-products.ts';
import { type Measured, measured, showProgress } from './report.ts';

const K = 500;
const QUERIES = 400;
/** Queries that are also answered by looking at every title. */
const CHECKED = 100;
const TASTES = 64;
const CIRCLES = 40;
/** One title in so many is not allowed: seen, or above the limit. */
const DROPPED = 20;

export async function benchRetrieval(titles: number, width: number): Promise<Measured[]> {
  const random = seededRandom(5);
  const matrix = makeMatrix(titles, width, random);
  const allowed = Uint8Array.from({ length: titles }, (_, row) => (row % DROPPED === 0 ? 0 : 1));
  const graph = await openHnsw(width, availableParallelism());
  const before = process.memoryUsage().rss;
  const begun = performance.now();
  await graph.put(matrix.data, Array(titles).keys(), showProgress('building the graph', titles));
  const buildSeconds = (performance.now() - begun) / 1000;
  const graphMb = (process.memoryUsage().rss - before) / 2 ** 20;
  const [exact, hnsw] = [openExact(matrix), openGraph(matrix, graph)];
  const times: Record<'exact' | 'hnsw', number[]> = { exact: [], hnsw: [] };
  let hits = 0;
  for (let query = 0; query < QUERIES; query++) {
    const user = makeUser(matrix, width, random);
    const start = performance.now();
    const found = await hnsw.search(user, K, allowed);
    times.hnsw.push(performance.now() - start);
    if (query >= CHECKED) continue;
    const again = performance.now();
    const truth = new Set((await exact.search(user, K, allowed)).map(({ row }) => row));
    times.exact.push(performance.now() - again);
    hits += found.filter(({ row }) => truth.has(row)).length;
  }
  await graph.close();
  const recall = hits / (K * CHECKED);
  const size = `${titles} titles × ${width}, top ${K}`;
  const cost = `recall ${recall.toFixed(4)}, built in ${buildSeconds.toFixed(0)} s, ${graphMb.toFixed(0)} MB`;
  return [
    measured('nearest by graph', `${size}, ${cost}`, times.hnsw),
    measured('nearest by looking at each', size, times.exact),
  ];
}

/** Titles lie around circles of taste, and circles around tastes; some speak louder than others. */
function makeMatrix(titles: number, width: number, random: Random): ProductMatrix {
  const around = (centre: Float32Array | undefined, spread: number) =>
    Float32Array.from({ length: width }, (_, d) => (centre?.[d] ?? 0) + spread * about(random));
  const tastes = Array.from({ length: TASTES }, () => around(undefined, 1));
  const circles = tastes.flatMap((taste) => Array.from({ length: CIRCLES }, () => around(taste, 0.7)));
  const matrix = createProductMatrix(titles, width);
  for (let row = 0; row < titles; row++) {
    const centre = circles[Math.floor(random() * circles.length)]!;
    const length = 0.3 + random();
    for (let d = 0, at = row * width; d < width; d++, at++)
      matrix.data[at] = length * (centre[d]! + 0.6 * about(random));
  }
  return matrix;
}

/** Someone of three tastes, the second half as strong as the first, the third a third. */
function makeUser({ data }: ProductMatrix, width: number, random: Random): Float32Array {
  const user = new Float32Array(width);
  for (let taste = 1; taste <= 3; taste++) {
    const row = Math.floor((random() * data.length) / width);
    for (let d = 0; d < width; d++) user[d]! += data[row * width + d]! / taste + 0.1 * about(random);
  }
  return user;
}

/** About normal, and quick: the sum of three uniform numbers with the deviation 1. */
function about(random: Random): number {
  return 2 * (random() + random() + random() - 1.5);
}
