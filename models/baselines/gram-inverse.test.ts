import { expect, it } from 'vitest';
import { seededRandom } from '../../lib/math/random.ts';
import { sparseOfRows } from '../../lib/math/sparse.ts';
import { invertRowGram } from './gram-inverse.ts';

/** Rows of five random columns each. */
function randomRows(rows: number, columns: number) {
  const random = seededRandom(rows);
  return Array.from({ length: rows }, () =>
    Int32Array.from(new Set(Array.from({ length: 5 }, () => Math.floor(random() * columns)))),
  );
}

// The second is beyond what is inverted exactly.
it.each([40, 2001])('gives a symmetric inverse of %i rows', (count) => {
  const rows = randomRows(count, 300);
  const inverse = invertRowGram(sparseOfRows(300, rows, 1), 2);
  const shared = (a: Int32Array, b: Int32Array) => a.filter((column) => b.includes(column)).length;
  for (const one of [0, 7, count - 1]) {
    const gramRow = rows.map((other, row) => shared(rows[one]!, other) + (row === one ? 2 : 0));
    for (const other of [0, 7, 21, count - 1]) {
      const product = gramRow.reduce((sum, value, row) => sum + value * inverse[row * count + other]!, 0);
      expect(product).toBeCloseTo(Number(one === other), 3);
    }
  }
  expect(inverse[7]).toBeCloseTo(inverse[7 * count]!, 4);
});
