type Numbers = Float32Array | Float64Array | Int32Array;

/**
 * Zeros [size] in one array that every call gives out anew, for sums that are read before the next await: an array a
 * request costs more to clear away than to fill.
 */
export function createScratch<T extends Numbers>(make: (size: number) => T): (size: number) => T {
  let kept = make(0);
  return (size) => {
    if (kept.length === size) kept.fill(0);
    else kept = make(size);
    return kept;
  };
}
