import { topK } from '../../math/top-k.ts';
import type { Engine } from '../engine.ts';
import type { Allowed } from '../filters.ts';
import type { Policy } from '../policy.ts';
import type { Taste } from '../taste/user-encoder.ts';
import type { Row, SlateRequest, TitleId, ViewerContext } from '../types.ts';

export type SourceInput = {
  readonly request: SlateRequest;
  readonly context: ViewerContext;
  readonly taste: Taste;
  readonly engine: Engine;
  readonly allowed: Allowed;
  readonly policy: Policy;
};

/** One way to find candidates: rows that are allowed, strongest first, at most the policy's quota; at once or later. */
export type CandidateSource = (input: SourceInput) => readonly Row[] | Promise<readonly Row[]>;

/** The `quota` rows with the highest positive weight [rows] among those allowed. What is not in question is overwritten. */
export function strongest(weights: Float32Array, { mask }: Allowed, quota: number): readonly Row[] {
  for (let row = 0; row < weights.length; row++) {
    if (weights[row]! > 0 && mask[row] !== 1) weights[row] = 0;
  }
  return Array.from(topK(weights, quota, 0));
}

/** The first `quota` of `rows` that are allowed. */
export function firstAllowed(rows: Iterable<Row>, { mask }: Allowed, quota: number): Row[] {
  const found: Row[] = [];
  if (quota <= 0) return found;
  for (const row of rows) {
    if (mask[row] !== 1) continue;
    found.push(row);
    if (found.length >= quota) break;
  }
  return found;
}

/** Titles as rows; those the engine does not have fall out. */
export function rowsOf(titles: Iterable<TitleId>, engine: Engine): Row[] {
  const rows: Row[] = [];
  for (const titleId of titles) {
    const row = engine.rowOf(titleId);
    if (row !== undefined) rows.push(row);
  }
  return rows;
}

/** The first of every list, then the second of every list …, each row once. */
export function inTurns(lists: readonly (readonly Row[])[]): Row[] {
  const taken = new Set<Row>();
  const longest = lists.reduce((most, { length }) => Math.max(most, length), 0);
  for (let place = 0; place < longest; place++) {
    for (const list of lists) if (place < list.length) taken.add(list[place]!);
  }
  return [...taken];
}
