/** What the learned ranker added, as evidence: the order of likes goes to the last titles, the rest is "how all of it fits you". */

import type { Engine } from './engine.ts';
import { weightTo } from './near-lists.ts';
import type { RankerGains } from './ranker-gain.ts';
import type { Evidence, Row, TitleId } from './types.ts';

/**
 * `found` with the ranker's amounts. What the order brings is shared out by how much each of the last titles is followed by
 * this one; the network is not linear, so these are shares of one amount and not what leaving a title out would change.
 */
export function addRankerGain(
  found: readonly Evidence[],
  row: Row,
  gains: RankerGains,
  engine: Pick<Engine, 'facts' | 'ranker'>,
): Evidence[] {
  const gain = gains.get(row);
  const { ranker } = engine;
  if (!gain || !ranker) return [...found];
  const { last, order } = gain.viewer;
  const byTitle = new Map<TitleId, number>();
  for (const { row: from, weight } of last) {
    const share = (weight * weightTo(ranker.follows, from, row)) / (order[row] || 1);
    byTitle.set(engine.facts(from).id, share * gain.byOrder);
  }
  const traced = found.map((one) => {
    if (one.kind !== 'title') return one;
    const more = byTitle.get(one.titleId) ?? 0;
    byTitle.delete(one.titleId);
    return { ...one, amount: one.amount + more };
  });
  // A title that stands in the order but is beyond what the taste reads has no line of its own.
  const rest = [...byTitle.values()].reduce((sum, amount) => sum + amount, 0);
  return [...traced, { kind: 'adjustment', name: 'fit', value: null, amount: gain.byFit + rest }];
}
