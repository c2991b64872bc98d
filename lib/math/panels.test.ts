import { expect, it } from 'vitest';
import { timesBlock } from './block.ts';
import { createEngine } from './engine.ts';
import { panelSvd } from './panel-svd.ts';
import {
  createPanels,
  fillPanels,
  orthonormalisePanels,
  placeSparse,
  rotatePanels,
  symmetricProduct,
  takeColumns,
  timesDense,
  timesPanels,
} from './panels.ts';
import { normal, seededRandom } from './random.ts';
import { type Entry, sparseOf, sparseOfRows } from './sparse.ts';
import { exactSvd } from './svd.ts';

const [ROWS, COLUMNS, WIDTH] = [1031, 517, 48];

function sparseExample(rows = ROWS, columns = COLUMNS) {
  const random = seededRandom(3);
  const entries: Entry[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = row % 7; column < columns; column += 1 + Math.floor(random() * 40)) {
      entries.push([row, column, normal(random)]);
    }
  }
  return sparseOf(rows, columns, entries);
}

function denseExample(rows: number, width: number): Float32Array {
  const random = seededRandom(4);
  return Float32Array.from({ length: rows * width }, () => normal(random));
}

function expectClose(actual: ArrayLike<number>, expected: ArrayLike<number>, error: number): void {
  expect(actual.length).toBe(expected.length);
  let worst = 0;
  for (let place = 0; place < actual.length; place++) {
    worst = Math.max(worst, Math.abs(actual[place]! - expected[place]!));
  }
  expect(worst).toBeLessThan(error);
}

/** A [rows × inner] · B [inner × columns], term by term. */
function times(a: ArrayLike<number>, b: ArrayLike<number>, inner: number): Float64Array {
  const columns = b.length / inner;
  return Float64Array.from({ length: (a.length / inner) * columns }, (_, place) => {
    const [row, column] = [Math.floor(place / columns), place % columns];
    let sum = 0;
    for (let index = 0; index < inner; index++) sum += a[row * inner + index]! * b[index * columns + column]!;
    return sum;
  });
}

function transposed(matrix: ArrayLike<number>, width: number): Float64Array {
  const rows = matrix.length / width;
  return Float64Array.from(
    { length: matrix.length },
    (_, place) => matrix[(place % rows) * width + Math.floor(place / rows)]!,
  );
}

it('multiplies a sparse matrix by a block as the plain loops do, on one thread and on two', () => {
  const matrix = sparseExample();
  const block = denseExample(COLUMNS, WIDTH);
  const [one, two] = [1, 2].map((threads) => {
    const engine = createEngine(4_000_000, threads);
    const [from, to] = [createPanels(engine, COLUMNS, WIDTH), createPanels(engine, ROWS, WIDTH)];
    fillPanels(from, block, WIDTH);
    timesPanels(engine, placeSparse(engine, matrix), from, to);
    engine.close();
    return takeColumns(to, WIDTH);
  });
  expectClose(one!, timesBlock(matrix, block, WIDTH), 1e-4);
  expect(Buffer.from(two!.buffer)).toEqual(Buffer.from(one!.buffer));
});

it('multiplies a block by its transpose and by a small matrix as the plain loops do', () => {
  const engine = createEngine(4_000_000, 2);
  const block = denseExample(ROWS, WIDTH);
  const [from, to] = [createPanels(engine, ROWS, WIDTH), createPanels(engine, ROWS, WIDTH)];
  const scratch = engine.floats(WIDTH * WIDTH);
  fillPanels(from, block, WIDTH);
  expectClose(
    symmetricProduct(engine, from, from, scratch),
    times(transposed(block, WIDTH), block, ROWS),
    1e-2,
  );
  const rotation = Float64Array.from(denseExample(WIDTH, WIDTH));
  rotatePanels(engine, from, rotation, to, scratch);
  expectClose(takeColumns(to, WIDTH), times(block, transposed(rotation, WIDTH), WIDTH), 1e-4);
  engine.close();
});

it('multiplies a square dense matrix by a block', () => {
  const engine = createEngine(8_000_000, 2);
  const [from, to] = [createPanels(engine, ROWS, 16), createPanels(engine, ROWS, 16)];
  fillPanels(from, denseExample(ROWS, 16), 16);
  const matrix = engine.floats(from.height * from.height);
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < ROWS; column++) matrix[row * from.height + column] = (row + 2 * column) % 5;
  }
  timesDense(engine, matrix, from, to);
  engine.close();
  const block = denseExample(ROWS, 16);
  const expected = new Float64Array(16);
  for (let row = 0; row < ROWS; row++) {
    for (let column = 0; column < 16; column++)
      expected[column]! += ((1000 + 2 * row) % 5) * block[row * 16 + column]!;
  }
  expectClose(takeColumns(to, 16).subarray(1000 * 16, 1001 * 16), expected, 1e-3);
});

it('makes columns orthonormal, even when one is the sum of two others', () => {
  const engine = createEngine(4_000_000, 1);
  const block = denseExample(ROWS, WIDTH);
  for (let row = 0; row < ROWS; row++) block[row * WIDTH] = block[row * WIDTH + 1]! + block[row * WIDTH + 2]!;
  const [from, to] = [createPanels(engine, ROWS, WIDTH), createPanels(engine, ROWS, WIDTH)];
  const scratch = engine.floats(WIDTH * WIDTH);
  fillPanels(from, block, WIDTH);
  orthonormalisePanels(engine, from, to, scratch);
  const gram = symmetricProduct(engine, to, to, scratch);
  for (let index = 3; index < WIDTH; index++) expect(gram[index * WIDTH + index]).toBeCloseTo(1, 3);
  expect(Math.abs(gram[4 * WIDTH + 9]!)).toBeLessThan(1e-4);
});

it('finds the singular values and vectors that the exact decomposition finds', () => {
  const matrix = sparseExample(120, 300);
  const exact = exactSvd(matrix, 10);
  const found = panelSvd(matrix, 10, seededRandom(1), { rounds: 12 });
  expectClose(found.sigma, exact.sigma, 1e-2);
  expect(found.right.length).toBe(300 * 10);
  for (const column of [0, 1, 2]) {
    let cosine = 0;
    for (let row = 0; row < 300; row++)
      cosine += found.right[row * 10 + column]! * exact.right[row * 10 + column]!;
    expect(Math.abs(cosine)).toBeGreaterThan(0.99);
  }
});

it('leaves a block of zeros at zero', () => {
  const engine = createEngine(1_000_000, 1);
  const [from, to] = [createPanels(engine, 100, 16), createPanels(engine, 100, 16)];
  orthonormalisePanels(engine, from, to, engine.floats(256));
  expect(to.data.every((value) => value === 0)).toBe(true);
});

it('stops at the rank of a matrix of few kinds of rows, however many columns are asked for', () => {
  const kinds = Array.from({ length: 200 }, (_, row) =>
    Int32Array.from({ length: 20 }, (_, index) => 5 * index + (row % 5)),
  );
  const { rank, sigma, right } = panelSvd(sparseOfRows(100, kinds, 1), 50, seededRandom(1), { rounds: 6 });
  expect(rank).toBe(5);
  for (const value of sigma) expect(value).toBeCloseTo(Math.sqrt(40 * 20), 2);
  expect(right.every(Number.isFinite)).toBe(true);
});

it('refuses more memory than 32-bit addresses reach', () => {
  expect(() => createEngine(5 * 2 ** 30)).toThrow('5.0 GB are more than the 4 GB');
});
