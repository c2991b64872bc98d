import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { provideEnv } from '../env.ts';
import { normal, seededRandom } from '../math/random.ts';
import { createProductMatrix } from '../math/row-products.ts';
import { type Hnsw, openHnsw } from './hnsw.ts';
import { buildGraph, type NearestIndex, openExact, openGraph } from './nearest.ts';

provideEnv({ LOG_LEVEL: 'silent' });
const [ROWS, WIDTH, CLUSTERS] = [20_000, 64, 200];
const random = seededRandom(7);
const drawn = (spread: number, around?: Float32Array) =>
  Float32Array.from({ length: WIDTH }, (_, d) => (around?.[d] ?? 0) + spread * normal(random));
const centres = Array.from({ length: CLUSTERS }, () => drawn(1));
const matrix = createProductMatrix(ROWS, WIDTH);
for (let row = 0; row < ROWS; row++) {
  const length = 0.5 + random();
  const vector = drawn(0.7, centres[row % CLUSTERS]!).map((value) => value * length);
  matrix.data.set(vector, row * WIDTH);
}
const users = Array.from({ length: 20 }, (_, user) => drawn(0.3, centres[(user * 7) % CLUSTERS]!));
const everyone = new Uint8Array(ROWS).fill(1);
const oneIn = (many: number) => Uint8Array.from(everyone, (_, row) => (row % many === 0 ? 1 : 0));

const exact = openExact(matrix);
let graph: Hnsw;
let indexes: Readonly<Record<'exact' | 'hnsw', NearestIndex>>;
beforeAll(async () => {
  graph = await openHnsw(WIDTH);
  await graph.put(matrix.data, Array(ROWS).keys());
  indexes = { exact, hnsw: openGraph(matrix, graph) };
}, 120_000);
afterAll(() => graph.close());

describe.each(['exact', 'hnsw'] as const)('nearest titles by %s', (kind) => {
  const search = async (user: Float32Array, k: number, allowed = everyone) =>
    indexes[kind].search(user, k, allowed);

  it('are the strongest first, with their inner products', async () => {
    const found = await search(users[0]!, 50);
    expect(found).toHaveLength(50);
    expect(found.map(({ weight }) => weight)).toEqual(
      found.map(({ weight }) => weight).sort((a, b) => b - a),
    );
    const products = matrix.times(users[0]!);
    for (const { row, weight } of found) expect(weight).toBeCloseTo(products[row]!, 3);
  });

  it.each([2, 30, 900])(
    'never fewer than asked for while one in %i is allowed, and nothing else',
    async (many) => {
      const k = Math.min(100, Math.floor(ROWS / many));
      const found = await search(users[1]!, k, oneIn(many));
      expect(new Set(found.map(({ row }) => row)).size).toBe(k);
      expect(found.every(({ row }) => row % many === 0)).toBe(true);
    },
  );

  it('are all that is allowed when that is less', async () => {
    expect(await search(users[2]!, 500, oneIn(1000))).toHaveLength(ROWS / 1000);
    expect(await search(users[2]!, 500, new Uint8Array(ROWS))).toEqual([]);
  });
});

describe('the graph', () => {
  const recall = async (k: number, allowed = everyone) => {
    let hits = 0;
    for (const user of users) {
      const truth = new Set((await exact.search(user, k, allowed)).map(({ row }) => row));
      hits += (await indexes.hnsw.search(user, k, allowed)).filter(({ row }) => truth.has(row)).length;
    }
    return hits / (k * users.length);
  };

  it('finds at least 95 in 100 of what looking at every row finds', async () => {
    expect(await recall(500)).toBeGreaterThanOrEqual(0.95);
    expect(await recall(50)).toBeGreaterThanOrEqual(0.95);
  });

  it('does so too when half of all titles are not allowed', async () => {
    expect(await recall(500, oneIn(2))).toBeGreaterThanOrEqual(0.95);
  });

  it('finds a title that was changed at once, before and after the graph holds it', async () => {
    const user = users[3]!;
    const changed = createProductMatrix(ROWS, WIDTH);
    changed.data.set(matrix.data);
    changed.data.set(
      user.map((value) => 9 * value),
      11 * WIDTH,
    );
    const index = openGraph(changed, graph);
    const held = graph.put(changed.data, [11]);
    expect((await index.search(user, 5, everyone))[0]?.row).toBe(11);
    await held;
    expect((await index.search(user, 5, everyone))[0]?.row).toBe(11);
    await graph.put(matrix.data, [11]);
  });

  it('is looked past while it is being built, and when its thread is gone', async () => {
    const building = await openHnsw(WIDTH);
    const index = openGraph(matrix, building);
    const before = index.search(users[4]!, 10, everyone);
    expect(await before).toEqual(await exact.search(users[4]!, 10, everyone));
    await building.put(matrix.data, [1, 2, 3]);
    await building.close();
    expect(await index.search(users[4]!, 10, everyone)).toEqual(await exact.search(users[4]!, 10, everyone));
  });

  it('is only built where looking at every row would take long', async () => {
    expect(await buildGraph(matrix.data, WIDTH)).toBeUndefined();
    const built = await buildGraph(matrix.data.subarray(0, 200 * WIDTH), WIDTH, 100);
    expect(built).toBeDefined();
    await built?.close();
  });
});
