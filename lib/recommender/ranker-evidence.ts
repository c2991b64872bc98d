/** What the learned ranker added, as evidence: the order of likes goes to the last titles, the rest is "how all of it fits you". */
import type { LearnedRanker, WeightedRow } from './engine.ts';
import { weightTo } from './near-lists.ts';
import type { RankerGains } from './ranker-gain.ts';
import type { Evidence, Row } from './types.ts';

/** What each title of `history` brought, and everything else. */
type Traced = {
  readonly own: Float32Array;
  readonly history: readonly WeightedRow[];
  readonly others: readonly Evidence[];
};

/**
 * The traces of `rows` with the ranker's amounts. What the order brings is shared out by how much each of the last titles is
 * followed by this one; the network is not linear, so these are shares of one amount and not what leaving a title out would
 * change.
 */
export function addRankerGains(
  traces: readonly Traced[],
  rows: readonly Row[],
  ranker: LearnedRanker | null,
  gains: RankerGains | undefined,
): Traced[] {
  return traces.map((trace, place) => {
    const row = rows[place]!;
    const gain = gains?.get(row);
    if (!gain || !ranker) return trace;
    const { last, order } = gain.viewer;
    const own = trace.own.slice();
    // A title that stands in the order and is beyond what the taste reads has no place of its own.
    let rest = gain.byOrder;
    for (const { row: from, weight } of last) {
      const index = trace.history.findIndex((one) => one.row === from);
      if (index === -1 || order[row] === 0) continue;
      const amount = (gain.byOrder * weight * weightTo(ranker.follows, from, row)) / order[row]!;
      own[index]! += amount;
      rest -= amount;
    }
    const fit = { kind: 'adjustment', name: 'fit', value: null, amount: gain.byFit + rest } as const;
    return { ...trace, own, others: [...trace.others, fit] };
  });
}
