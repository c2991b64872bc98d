/**
 * Tall dense matrices in column panels, for the kernels: panel p holds columns 16 p … 16 p + 15 of all rows, row after
 * row. Numbers are 32-bit; sums over rows are 32-bit within `DEPTH` rows and 64-bit beyond.
 */
import { choleskyFactor, invertLower } from './cholesky.ts';
import type { Engine } from './engine.ts';
import { PANEL, TILE_STEPS } from './kernels.ts';
import type { Sparse } from './sparse.ts';

/** How many inner steps and rows a task of a dense product takes: what stays in a core's cache. */
const DEPTH = 512;
const HEIGHT = 128;
/** Added to a Gram matrix's diagonal, as a share of its trace: columns that depend on others must not stop Cholesky. */
const SLACK = 1e-8;
/** And where the trace is 0. */
const LEAST_SLACK = 1e-30;
/** One row of a panel. */
const LINE = 4 * PANEL;

export type Panels = {
  readonly rows: number;
  /** `rows` and what fills them up with zeros to whole tiles. */
  readonly height: number;
  readonly width: number;
  /** [width / 16][height][16] in the engine's memory. */
  readonly data: Float32Array;
};

/** What `createPanels` takes of an engine's memory. */
export function panelBytes(rows: number, width: number): number {
  return 4 * wholeTiles(rows) * wholePanels(width);
}

export function wholePanels(width: number): number {
  return Math.ceil(width / PANEL) * PANEL;
}

export function wholeTiles(rows: number): number {
  return Math.ceil(rows / TILE_STEPS) * TILE_STEPS;
}

/** rows × width zeros; the width is rounded up to whole panels. */
export function createPanels(engine: Engine, rows: number, width: number): Panels {
  const height = wholeTiles(rows);
  const whole = wholePanels(width);
  return { rows, height, width: whole, data: engine.floats(height * whole) };
}

/** Copies a matrix [rows × width] in, row after row; columns that are not given become 0. */
export function fillPanels(panels: Panels, matrix: ArrayLike<number>, width: number): void {
  panels.data.fill(0);
  forEachRun(panels, width, (place, from, length) => {
    for (let column = 0; column < length; column++) panels.data[place + column] = matrix[from + column]!;
  });
}

/** The first `kept` columns as [rows × kept], row after row. */
export function takeColumns(panels: Panels, kept: number): Float32Array {
  const matrix = new Float32Array(panels.rows * kept);
  forEachRun(panels, kept, (place, to, length) => {
    for (let column = 0; column < length; column++) matrix[to + column] = panels.data[place + column]!;
  });
  return matrix;
}

/** The stretches of up to 16 columns that lie together both here and in a matrix of `width` columns, row after row. */
function forEachRun(
  { rows, height }: Panels,
  width: number,
  visit: (place: number, placeInMatrix: number, length: number) => void,
): void {
  for (let first = 0; first < width; first += PANEL) {
    const length = Math.min(PANEL, width - first);
    for (let row = 0; row < rows; row++) visit(first * height + row * PANEL, row * width + first, length);
  }
}

/** Row `row` of panel `panel`, as an address. */
function addressOf({ data, height }: Panels, panel: number, row: number): number {
  return data.byteOffset + (panel * height + row) * LINE;
}

/** A sparse matrix copied into the engine's memory. */
export function placeSparse(engine: Engine, matrix: Sparse): Sparse {
  const placed = {
    ...matrix,
    offsets: engine.ints(matrix.offsets.length),
    indices: engine.ints(matrix.indices.length),
    values: engine.floats(matrix.values.length),
  };
  placed.offsets.set(matrix.offsets);
  placed.indices.set(matrix.indices);
  placed.values.set(matrix.values);
  return placed;
}

export function sparseBytes(matrix: Sparse): number {
  return matrix.offsets.byteLength + matrix.indices.byteLength + matrix.values.byteLength;
}

/** to = A · from, A placed in the engine's memory. */
export function timesPanels(engine: Engine, matrix: Sparse, from: Panels, to: Panels): void {
  engine.run(
    'timesSparse',
    Array.from({ length: from.width / PANEL }, (_, panel) => [
      matrix.offsets,
      matrix.indices,
      matrix.values,
      addressOf(from, panel, 0),
      addressOf(to, panel, 0),
      0,
      matrix.rows,
    ]),
  );
}

/** to = A · from for a square dense A [height × height] in the engine's memory, row after row, filled up with zeros. */
export function timesDense(engine: Engine, matrix: Float32Array, from: Panels, to: Panels): void {
  const { height } = from;
  to.data.fill(0);
  for (let inner = 0; inner < height; inner += DEPTH) {
    const tasks: number[][] = [];
    for (let row = 0; row < height; row += HEIGHT) {
      for (let panel = 0; panel < from.width / PANEL; panel++) {
        tasks.push([
          matrix.byteOffset + 4 * (row * height + inner),
          4 * height,
          4,
          addressOf(from, panel, inner),
          addressOf(to, panel, row),
          LINE,
          Math.min(HEIGHT, height - row),
          Math.min(DEPTH, height - inner),
        ]);
      }
    }
    engine.run('multiply', tasks);
  }
}

/** Aᵀ B [width × width], for two blocks of one shape; only what stands on or above the diagonal is computed. */
export function symmetricProduct(engine: Engine, a: Panels, b: Panels, scratch: Float32Array): Float64Array {
  const { width, height } = a;
  const product = new Float64Array(width * width);
  for (let inner = 0; inner < height; inner += DEPTH) {
    const part = scratch.fill(0, 0, width * width);
    const tasks: number[][] = [];
    for (let first = 0; first < width / PANEL; first++) {
      for (let second = first; second < width / PANEL; second++) {
        tasks.push([
          addressOf(a, first, inner),
          4,
          LINE,
          addressOf(b, second, inner),
          part.byteOffset + 4 * (first * PANEL * width + second * PANEL),
          4 * width,
          PANEL,
          Math.min(DEPTH, height - inner),
        ]);
      }
    }
    engine.run('multiply', tasks);
    for (let place = 0; place < product.length; place++) product[place]! += part[place]!;
  }
  for (let row = 0; row < width; row++) {
    for (let column = 0; column < row; column++)
      product[row * width + column] = product[column * width + row]!;
  }
  return product;
}

/** to = from · Mᵀ, M [width × width]. */
export function rotatePanels(
  engine: Engine,
  from: Panels,
  rotation: Float64Array,
  to: Panels,
  scratch: Float32Array,
): void {
  const { width, height } = from;
  for (let inner = 0; inner < width; inner++) {
    for (let column = 0; column < width; column++) {
      const panel = Math.floor(column / PANEL);
      scratch[(panel * width + inner) * PANEL + (column % PANEL)] = rotation[column * width + inner]!;
    }
  }
  to.data.fill(0);
  for (let inner = 0; inner < width; inner += PANEL) {
    const tasks: number[][] = [];
    for (let row = 0; row < height; row += DEPTH) {
      for (let panel = 0; panel < width / PANEL; panel++) {
        tasks.push([
          addressOf(from, inner / PANEL, row),
          LINE,
          4,
          scratch.byteOffset + LINE * (panel * width + inner),
          addressOf(to, panel, row),
          LINE,
          Math.min(DEPTH, height - row),
          PANEL,
        ]);
      }
    }
    engine.run('multiply', tasks);
  }
}

/** to = the columns of `from` made orthonormal, by Cholesky: Q = B L⁻ᵀ with BᵀB = L Lᵀ. */
export function orthonormalisePanels(engine: Engine, from: Panels, to: Panels, scratch: Float32Array): void {
  const { width } = from;
  const gram = symmetricProduct(engine, from, from, scratch);
  let trace = 0;
  for (let index = 0; index < width; index++) trace += gram[index * width + index]!;
  for (let index = 0; index < width; index++) gram[index * width + index]! += trace * SLACK + LEAST_SLACK;
  rotatePanels(engine, from, invertLower(choleskyFactor(gram, width), width), to, scratch);
}
