/** What the learned ranker added, as evidence: the order of likes goes to the last titles, the rest is "how all of it fits you". */
import type { Engine, WeightedRow } from '../engine.ts';
import type { RankerGains } from '../ranking/ranker-gain.ts';
import { weightTo } from '../titles/near-lists.ts';
import type { Evidence, Row } from '../types.ts';

/**
 * Adds to `own` [history] what the order brings, shared out by how much each of the last titles is followed by this one; the
 * network is not linear, so these are shares of one amount and not what leaving a title out would change. Returns the rest.
 */
export function addRankerGain(
  own: Float32Array,
  history: readonly WeightedRow[],
  row: Row,
  gains: RankerGains,
  { ranker }: Pick<Engine, 'ranker'>,
): Evidence[] {
  const gain = gains.get(row);
  if (!gain || !ranker) return [];
  const { last, order } = gain.viewer;
  let rest = gain.byFit;
  for (const { row: from, weight } of last) {
    const share = (weight * weightTo(ranker.follows, from, row)) / (order[row] || 1);
    const place = history.findIndex((one) => one.row === from);
    // A title that stands in the order but is beyond what the taste reads has no line of its own.
    if (place === -1) rest += share * gain.byOrder;
    else own[place]! += share * gain.byOrder;
  }
  return [{ kind: 'adjustment', name: 'fit', value: null, amount: rest }];
}
