/** What showing a title costs whoever pays for licences, against how well it fits the viewer. */
import type { Engine } from '../engine.ts';
import type { Policy } from '../policy.ts';
import type { SlateItem, TitleFacts } from '../types.ts';

/** Logits taken from a title when the slate is composed: dial × cost. */
export function licencePenalty({ licence }: TitleFacts, { slate }: Policy): number {
  return slate.licenceCost * slate.licenceCosts[licence];
}

export type LicenceTrade = {
  /** Mean score and mean cost of the free slate less those of the dialled one. */
  readonly scoreLost: number;
  readonly costSaved: number;
  /** Score lost for each unit of cost saved; null where nothing was saved. */
  readonly lostPerCost: number | null;
};

/** `free` was composed with the dial at 0, `dialled` with another, for the same request. */
export function compareLicence(
  free: readonly SlateItem[],
  dialled: readonly SlateItem[],
  engine: Engine,
  policy: Policy,
): LicenceTrade {
  const [before, after] = [free, dialled].map((items) => averageOf(items, engine, policy)) as [
    Average,
    Average,
  ];
  const scoreLost = before.score - after.score;
  const costSaved = before.cost - after.cost;
  return { scoreLost, costSaved, lostPerCost: costSaved > 0 ? scoreLost / costSaved : null };
}

type Average = { readonly score: number; readonly cost: number };

function averageOf(items: readonly SlateItem[], engine: Engine, { slate }: Policy): Average {
  let [score, cost] = [0, 0];
  for (const item of items) {
    const row = engine.rowOf(item.titleId);
    score += item.score;
    if (row !== undefined) cost += slate.licenceCosts[engine.facts(row).licence];
  }
  const count = Math.max(1, items.length);
  return { score: score / count, cost: cost / count };
}
