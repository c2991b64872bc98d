/** Failures in a row after which nobody tries, and how long. */
const FAILURES = 5;
const REST_MS = 5000;

export type Circuit = {
  mayTry(): boolean;
  succeeded(): void;
  failed(cause: string): void;
};

/** Open after some failures in a row; then one try every few seconds, until one succeeds. `onChange` hears the cause, or null. */
export function createCircuit(now: () => number, onChange: (cause: string | null) => void): Circuit {
  let failures = 0;
  let restUntil = 0;
  return {
    mayTry() {
      if (failures < FAILURES) return true;
      if (now() < restUntil) return false;
      restUntil = now() + REST_MS;
      return true;
    },
    succeeded() {
      if (failures >= FAILURES) onChange(null);
      failures = 0;
    },
    failed(cause) {
      failures += 1;
      if (failures === FAILURES) onChange(cause);
      if (failures >= FAILURES) restUntil = now() + REST_MS;
    },
  };
}
