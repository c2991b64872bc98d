/**
 * The inner loops of the block algebra, in WebAssembly with four floats at a time: about 30 GFLOP/s a core for dense
 * products and 8 for sparse ones, where plain loops over typed arrays reach 0.6. Multiplication and addition are two
 * roundings, never fused, so every machine gets the same bytes. Addresses and strides are in bytes.
 */
import {
  type Code,
  int,
  loadFloat,
  loadInt,
  loadShort,
  loadVector,
  plus,
  plusFloat,
  plusVector,
  spreadFloat,
  storeFloat,
  storeVector,
  takeFloat,
  times,
  timesVector,
  wasmFunction,
  whileBelow,
  ZERO_VECTOR,
} from './assembler.ts';

/** A panel is this many columns wide: one cache line, four vectors. */
export const PANEL = 16;
const LINE = PANEL * 4;
const VECTORS = 4;
/** Rows of one register tile, and steps in a row without a jump: `rows` and `inner` are multiples of these. */
export const TILE_ROWS = 2;
export const TILE_STEPS = 4;

const each = (count: number, code: (index: number) => Code): Code =>
  Array.from({ length: count }, (_, index) => code(index)).flat();

/** C [rows × 16] += A [rows × inner] · B [inner × 16]: A and C by strides, B row after row. */
const multiply = wasmFunction(
  'multiply',
  ['a', 'aRow', 'aInner', 'b', 'c', 'cRow', 'rows', 'inner'],
  { ints: ['row', 'from', 'end', 'a0', 'a1', 'c1'], vectors: 3 * VECTORS + 1 },
  ({ a, aRow, aInner, b, c, cRow, rows, inner, row, from, end, a0, a1, c1 }, vectors) => {
    const factor = vectors[3 * VECTORS]!;
    const ofB = vectors.slice(2 * VECTORS);
    const tile = [
      { a: a0, c, sums: vectors.slice(0, VECTORS) },
      { a: a1, c: c1, sums: vectors.slice(VECTORS, 2 * VECTORS) },
    ];
    const step = (index: number): Code => [
      ...each(VECTORS, (v) => ofB[v]!.set(loadVector(from.get, index * LINE + 16 * v))),
      ...tile.flatMap(({ a: place, sums }) => [
        ...factor.set(spreadFloat(place.get)),
        ...place.set(plus(place.get, aInner.get)),
        ...each(VECTORS, (v) => sums[v]!.set(plusVector(sums[v]!.get, timesVector(factor.get, ofB[v]!.get)))),
      ]),
    ];
    return [
      ...end.set(plus(b.get, times(inner.get, int(LINE)))),
      ...whileBelow(row, rows.get, TILE_ROWS, [
        ...a0.set(a.get),
        ...a1.set(plus(a.get, aRow.get)),
        ...c1.set(plus(c.get, cRow.get)),
        ...from.set(b.get),
        ...tile.flatMap((part) => each(VECTORS, (v) => part.sums[v]!.set(loadVector(part.c.get, 16 * v)))),
        ...whileBelow(from, end.get, TILE_STEPS * LINE, each(TILE_STEPS, step)),
        ...tile.flatMap((part) => each(VECTORS, (v) => storeVector(part.c.get, part.sums[v]!.get, 16 * v))),
        ...a.set(plus(a.get, times(aRow.get, int(TILE_ROWS)))),
        ...c.set(plus(c1.get, cRow.get)),
      ]),
    ];
  },
);

/** C [row, last) = A · B for one panel: A sparse in compressed rows, B [columns × 16], C [rows × 16]. */
const timesSparse = wasmFunction(
  'timesSparse',
  ['offsets', 'indices', 'values', 'b', 'c', 'row', 'last'],
  { ints: ['place', 'end', 'from'], vectors: VECTORS + 1 },
  ({ offsets, indices, values, b, c, row, last, place, end, from }, vectors) => {
    const factor = vectors[VECTORS]!;
    const offset = plus(offsets.get, times(row.get, int(4)));
    return whileBelow(row, last.get, 1, [
      ...each(VECTORS, (v) => vectors[v]!.set(ZERO_VECTOR)),
      ...place.set(times(loadInt(offset), int(4))),
      ...end.set(times(loadInt(offset, 4), int(4))),
      ...whileBelow(place, end.get, 4, [
        ...from.set(plus(b.get, times(loadInt(plus(indices.get, place.get)), int(LINE)))),
        ...factor.set(spreadFloat(plus(values.get, place.get))),
        ...each(VECTORS, (v) =>
          vectors[v]!.set(plusVector(vectors[v]!.get, timesVector(factor.get, loadVector(from.get, 16 * v)))),
        ),
      ]),
      ...from.set(plus(c.get, times(row.get, int(LINE)))),
      ...each(VECTORS, (v) => storeVector(from.get, vectors[v]!.get, 16 * v)),
    ]);
  },
);

/**
 * gram[i][j] += weight for titles i in [title, last) and every j that stands at or after i in a row that has i.
 * starts[i] … starts[i + 1] are i's entries: at which place it stands and in whose row; a row ends where the next begins.
 */
const addPairs = wasmFunction(
  'addPairs',
  ['starts', 'places', 'owners', 'ends', 'weights', 'titles', 'gram', 'stride', 'title', 'last'],
  { ints: ['entry', 'end', 'owner', 'place', 'rowEnd', 'to', 'cell'], floats: 1 },
  (
    { starts, places, owners, ends, weights, titles, gram, stride, title, last, ...local },
    _vectors,
    [weight],
  ) => {
    const { entry, end, owner, place, rowEnd, to, cell } = local;
    const start = plus(starts.get, times(title.get, int(4)));
    return whileBelow(title, last.get, 1, [
      ...to.set(plus(gram.get, times(title.get, stride.get))),
      ...entry.set(times(loadInt(start), int(4))),
      ...end.set(times(loadInt(start, 4), int(4))),
      ...whileBelow(entry, end.get, 4, [
        ...owner.set(times(loadInt(plus(owners.get, entry.get)), int(4))),
        ...weight!.set(loadFloat(plus(weights.get, owner.get))),
        ...place.set(plus(titles.get, times(loadInt(plus(places.get, entry.get)), int(2)))),
        ...rowEnd.set(plus(titles.get, times(loadInt(plus(ends.get, owner.get)), int(2)))),
        ...whileBelow(place, rowEnd.get, 2, [
          ...cell.set(plus(to.get, times(loadShort(place.get), int(4)))),
          ...storeFloat(cell.get, plusFloat(loadFloat(cell.get), weight!.get)),
        ]),
      ]),
    ]);
  },
);

/** out[row] = Σ_c A[row][c] · b[c] for columns in whole vectors: `bytes` of them, rows `stride` apart. */
const multiplyRows = wasmFunction(
  'multiplyRows',
  ['a', 'stride', 'b', 'bytes', 'out', 'rows'],
  { ints: ['row', 'from', 'to', 'end'], vectors: 1 },
  ({ a, stride, b, bytes, out, rows, row, from, to, end }, [sum]) => {
    const total = [1, 2, 3].reduce(
      (so, lane) => plusFloat(so, takeFloat(sum!.get, lane)),
      takeFloat(sum!.get, 0),
    );
    return [
      ...end.set(plus(b.get, bytes.get)),
      ...whileBelow(row, rows.get, 1, [
        ...sum!.set(ZERO_VECTOR),
        ...from.set(a.get),
        ...to.set(b.get),
        ...whileBelow(to, end.get, 16, [
          ...sum!.set(plusVector(sum!.get, timesVector(loadVector(from.get), loadVector(to.get)))),
          ...from.set(plus(from.get, int(16))),
        ]),
        ...storeFloat(out.get, total),
        ...a.set(plus(a.get, stride.get)),
        ...out.set(plus(out.get, int(4))),
      ]),
    ];
  },
);

/** The kernels by number, as tasks name them. */
export const KERNELS = [multiply, timesSparse, addPairs, multiplyRows] as const;

export type KernelName = 'multiply' | 'timesSparse' | 'addPairs' | 'multiplyRows';
