/** Long work that can be paused: it yields after every few milliseconds of it at most, and whoever runs it decides when to go on. */
export type Steps<T> = Generator<undefined, T, undefined>;

/** Runs to the end without a pause. */
export function finish<T>(steps: Steps<T>): T {
  for (;;) {
    const { done, value } = steps.next();
    if (done) return value;
  }
}
