import type { Engine } from '../engine.ts';
import type { Allowed } from '../filters.ts';
import type { Policy } from '../policy.ts';
import type { Row, SlateRequest, ViewerContext } from '../types.ts';
import type { Taste } from '../user-encoder.ts';

export type SourceInput = {
  readonly request: SlateRequest;
  readonly context: ViewerContext;
  readonly taste: Taste;
  readonly engine: Engine;
  readonly allowed: Allowed;
  readonly policy: Policy;
};

/** One way to find candidates: rows that are allowed, strongest first, at most the policy's quota. */
export type CandidateSource = (input: SourceInput) => readonly Row[];

/** The `quota` rows with the highest positive weight among those allowed. */
export function strongest(weights: ReadonlyMap<Row, number>, allowed: Allowed, quota: number): Row[] {
  return [...weights]
    .filter(([row, weight]) => weight > 0 && allowed.has(row))
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, quota)
    .map(([row]) => row);
}
