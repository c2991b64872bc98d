/** Nearest titles: one contract, two engines, chosen by the catalogue's size. */
import type { ProductMatrix } from '../math/row-products.ts';
import { topK } from '../math/top-k.ts';
import { logger } from '../monitoring/logger.ts';
import type { WeightedRow } from '../recommender/engine.ts';
import { type Hnsw, openHnsw } from './hnsw.ts';

export type NearestIndex = {
  readonly kind: 'exact' | 'hnsw';
  /**
   * The `k` rows with the highest inner product among those allowed (1 in the mask [rows]), strongest first, equal ones
   * by row; fewer only where fewer are allowed.
   */
  search(
    vector: Float32Array,
    k: number,
    allowed: Uint8Array,
  ): readonly WeightedRow[] | Promise<readonly WeightedRow[]>;
};

/** Every row is looked at. */
export function openExact(matrix: ProductMatrix): NearestIndex {
  return {
    kind: 'exact',
    search(vector, k, allowed) {
      const scores = matrix.times(vector);
      for (let row = 0; row < scores.length; row++) {
        if (allowed[row] !== 1) scores[row] = Number.NEGATIVE_INFINITY;
      }
      return Array.from(topK(scores, k), (row) => ({ row, weight: scores[row]! }));
    },
  };
}

/** The graph where it is built, else every row: while it is being built, and where it cannot be. */
export function openGraph(matrix: ProductMatrix, hnsw: Hnsw): NearestIndex {
  const exact = openExact(matrix);
  return {
    kind: 'hnsw',
    search(vector, k, allowed) {
      if (!hnsw.ready()) return exact.search(vector, k, allowed);
      return hnsw.search(matrix.data, vector, k, allowed).catch(() => exact.search(vector, k, allowed));
    },
  };
}

/** Titles up to which every row is looked at: about five milliseconds. */
const EXACT_UP_TO = 100_000;

/** A graph that begins to build over so many rows, or none where it is not worth it or not to be had. */
export async function buildGraph(
  matrix: Float32Array,
  dimensions: number,
  exactUpTo = EXACT_UP_TO,
): Promise<Hnsw | undefined> {
  const rows = matrix.length / dimensions;
  if (rows <= exactUpTo) return undefined;
  const given = (error: unknown) => (error instanceof Error ? error.message : String(error));
  try {
    const hnsw = await openHnsw(dimensions);
    hnsw.put(matrix, Array(rows).keys()).then(
      () => logger().info({ rows }, 'the graph of nearest titles is built'),
      (error) => logger().warn({ reason: given(error) }, 'the graph of nearest titles was not built'),
    );
    return hnsw;
  } catch (error) {
    logger().warn({ reason: given(error) }, 'no graph of nearest titles: every title is looked at');
    return undefined;
  }
}
