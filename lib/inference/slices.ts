import { setImmediate } from 'node:timers/promises';
import type { Steps } from '../math/steps.ts';

/** How long requests may have to wait for the work between two of its pauses. */
const SLICE_MS = 5;

/** Runs long work a few milliseconds at a time, so that whoever asks is served in between. */
export async function runInSlices<T>(steps: Steps<T>): Promise<T> {
  for (;;) {
    const end = performance.now() + SLICE_MS;
    while (performance.now() < end) {
      const { done, value } = steps.next();
      if (done) return value;
    }
    await setImmediate();
  }
}
