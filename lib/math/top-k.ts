/** The k highest scores with a small heap: O(n log k), nothing sorted that is not shown. */

/** Indices of the k highest scores above `floor`, best first; equal scores by lower index. NaN never appears. */
export function topK(scores: Float32Array, k: number, floor = Number.NEGATIVE_INFINITY): Int32Array {
  const heap: number[] = [];
  let least = floor;
  for (let index = 0; index < scores.length && k > 0; index++) {
    if (!(scores[index]! > least)) continue;
    if (heap.length < k) {
      heap.push(index);
      siftUp(heap, scores);
    } else {
      heap[0] = index;
      siftDown(heap, scores);
    }
    // Whatever comes later has a higher index: as much as the worst of k is not enough.
    if (heap.length === k) least = scores[heap[0]!]!;
  }
  return Int32Array.from(heap.sort((a, b) => (isWorse(scores, a, b) ? 1 : -1)));
}

function isWorse(scores: Float32Array, a: number, b: number): boolean {
  return scores[a]! < scores[b]! || (scores[a] === scores[b] && a > b);
}

function siftUp(heap: number[], scores: Float32Array): void {
  let child = heap.length - 1;
  while (child > 0) {
    const parent = (child - 1) >> 1;
    if (!isWorse(scores, heap[child]!, heap[parent]!)) return;
    [heap[child], heap[parent]] = [heap[parent]!, heap[child]!];
    child = parent;
  }
}

function siftDown(heap: number[], scores: Float32Array): void {
  let parent = 0;
  while (true) {
    const left = 2 * parent + 1;
    if (left >= heap.length) return;
    const right = left + 1;
    const child = right < heap.length && isWorse(scores, heap[right]!, heap[left]!) ? right : left;
    if (!isWorse(scores, heap[child]!, heap[parent]!)) return;
    [heap[child], heap[parent]] = [heap[parent]!, heap[child]!];
    parent = child;
  }
}
