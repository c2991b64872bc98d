/** Eigenvalues and eigenvectors of a small dense symmetric matrix: Householder's tridiagonal form, then QL. */

export type Eigen = {
  /** [n], highest first. */
  readonly values: Float64Array;
  /** [n × n]: row j is the unit eigenvector of values[j]. */
  readonly vectors: Float64Array;
};

/** A = Q diag(values) Qᵀ, after Bowdler, Martin, Reinsch and Wilkinson 1968 (tred2 and tql2). */
export function symmetricEigen(matrix: Float64Array, n: number): Eigen {
  const rows = Float64Array.from(matrix);
  const diagonal = new Float64Array(n);
  const besides = new Float64Array(n);
  reduceToTridiagonal(rows, diagonal, besides, n);
  diagonalise(rows, diagonal, besides, n);
  const order = Array.from({ length: n }, (_, index) => index).sort(
    (a, b) => diagonal[b]! - diagonal[a]! || a - b,
  );
  const vectors = new Float64Array(n * n);
  order.forEach((from, to) => {
    vectors.set(rows.subarray(from * n, from * n + n), to * n);
  });
  return { values: Float64Array.from(order, (index) => diagonal[index]!), vectors };
}

/** A = Qᵀ T Q by n − 2 reflections I − u uᵀ / h; `a` becomes Q (row j is the j-th basis vector). */
function reduceToTridiagonal(
  a: Float64Array,
  diagonal: Float64Array,
  besides: Float64Array,
  n: number,
): void {
  const reflections: { u: Float64Array; h: number }[] = [];
  for (let column = 0; column < n - 1; column++) {
    const u = new Float64Array(n);
    for (let row = column + 1; row < n; row++) u[row] = a[row * n + column]!;
    const tail = lengthFrom(u, column + 2);
    if (tail > 0) {
      const length = Math.hypot(u[column + 1]!, tail);
      const mirrored = u[column + 1]! > 0 ? -length : length;
      u[column + 1]! -= mirrored;
      const h = lengthFrom(u, column + 1) ** 2 / 2;
      reflectBothSides(a, u, h, column, n);
      reflections.push({ u, h });
    }
    diagonal[column] = a[column * n + column]!;
    besides[column] = a[(column + 1) * n + column]!;
  }
  diagonal[n - 1] = a[n * n - 1]!;
  a.fill(0);
  for (let index = 0; index < n; index++) a[index * n + index] = 1;
  for (const { u, h } of reflections) reflectRows(a, u, h, n);
}

function lengthFrom(u: Float64Array, start: number): number {
  let sum = 0;
  for (let index = start; index < u.length; index++) sum += u[index]! ** 2;
  return Math.sqrt(sum);
}

/** A ← H A H with H = I − u uᵀ / h:  A − u qᵀ − q uᵀ, q = p − (uᵀp / 2h) u, p = A u / h. */
function reflectBothSides(a: Float64Array, u: Float64Array, h: number, start: number, n: number): void {
  const q = new Float64Array(n);
  let inner = 0;
  for (let row = start; row < n; row++) {
    let sum = 0;
    for (let column = start; column < n; column++) sum += a[row * n + column]! * u[column]!;
    q[row] = sum / h;
    inner += u[row]! * q[row]!;
  }
  for (let row = start; row < n; row++) q[row]! -= (inner / (2 * h)) * u[row]!;
  for (let row = start; row < n; row++) {
    const place = row * n;
    for (let column = start; column < n; column++) {
      a[place + column]! -= u[row]! * q[column]! + q[row]! * u[column]!;
    }
  }
}

/** Q ← H Q: every column of Q mirrored. */
function reflectRows(q: Float64Array, u: Float64Array, h: number, n: number): void {
  const projected = new Float64Array(n);
  for (let row = 0; row < n; row++) {
    const factor = u[row]!;
    if (factor === 0) continue;
    for (let column = 0; column < n; column++) projected[column]! += factor * q[row * n + column]!;
  }
  for (let row = 0; row < n; row++) {
    const factor = u[row]! / h;
    if (factor === 0) continue;
    for (let column = 0; column < n; column++) q[row * n + column]! -= factor * projected[column]!;
  }
}

/**
 * QL with implicit shifts on the tridiagonal matrix; every rotation also turns two rows of `vectors`. What stands beside the
 * diagonal counts as zero against the whole matrix (tql2, Bowdler et al. 1968): where rows depend on each other, its
 * neighbours are rounding noise too.
 */
function diagonalise(vectors: Float64Array, diagonal: Float64Array, besides: Float64Array, n: number): void {
  besides[n - 1] = 0;
  let size = 0;
  for (let row = 0; row < n; row++) size = Math.max(size, Math.abs(diagonal[row]!) + Math.abs(besides[row]!));
  for (let low = 0; low < n; low++) {
    for (let round = 0; ; round++) {
      let high = low;
      while (high < n - 1 && Math.abs(besides[high]!) > Number.EPSILON * size) high++;
      if (high === low) break;
      if (round === 60) throw new Error(`the eigenvalues did not settle (row ${low} of ${n})`);
      sweep(vectors, diagonal, besides, low, high, n);
    }
  }
}

function sweep(
  vectors: Float64Array,
  diagonal: Float64Array,
  besides: Float64Array,
  low: number,
  high: number,
  n: number,
): void {
  const slope = (diagonal[low + 1]! - diagonal[low]!) / (2 * besides[low]!);
  const root = Math.hypot(slope, 1);
  let bulge = diagonal[high]! - diagonal[low]! + besides[low]! / (slope + (slope < 0 ? -root : root));
  let sine = 1;
  let cosine = 1;
  let shift = 0;
  for (let index = high - 1; index >= low; index--) {
    const f = sine * besides[index]!;
    const b = cosine * besides[index]!;
    const length = Math.hypot(f, bulge);
    besides[index + 1] = length;
    if (length === 0) {
      diagonal[index + 1]! -= shift;
      besides[high] = 0;
      return;
    }
    sine = f / length;
    cosine = bulge / length;
    const g = diagonal[index + 1]! - shift;
    const r = (diagonal[index]! - g) * sine + 2 * cosine * b;
    shift = sine * r;
    diagonal[index + 1] = g + shift;
    bulge = cosine * r - b;
    rotateRows(vectors, index, cosine, sine, n);
  }
  diagonal[low]! -= shift;
  besides[low] = bulge;
  besides[high] = 0;
}

function rotateRows(vectors: Float64Array, index: number, cosine: number, sine: number, n: number): void {
  const first = index * n;
  const second = first + n;
  for (let column = 0; column < n; column++) {
    const f = vectors[second + column]!;
    const g = vectors[first + column]!;
    vectors[second + column] = sine * g + cosine * f;
    vectors[first + column] = cosine * g - sine * f;
  }
}
