/** [titles]: how many of the others are liked less, and half of those that are liked as much. */
export function rankPoints(scores: Float32Array): Float64Array {
  const sorted = Float32Array.from(scores).sort();
  const points = new Map<number, number>();
  for (let first = 0; first < sorted.length; ) {
    let end = first + 1;
    while (end < sorted.length && sorted[end] === sorted[first]) end += 1;
    points.set(sorted[first]!, (first + end - 1) / 2);
    first = end;
  }
  return Float64Array.from(scores, (score) => points.get(score)!);
}
