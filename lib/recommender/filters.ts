/** What may not be shown, decided before any top-k, so that a slate never shrinks. Each drop keeps its reason. */
import type { Engine } from './engine.ts';
import { hasSeen } from './signals.ts';
import type { Filters, Row, TitleFacts, ViewerContext } from './types.ts';

export type Allowed = {
  /** [rows]: 1 where a title may be shown. */
  readonly mask: Uint8Array;
  has(row: Row): boolean;
  readonly dropped: Readonly<Record<string, number>>;
};

const REASONS = [
  'seen',
  'not interested',
  'flagged as harmful',
  'above the maturity limit',
  'other kind',
  'other genre',
  'other language',
] as const;
type DropReason = (typeof REASONS)[number];

export function filterRows(context: ViewerContext, filters: Filters, engine: Engine): Allowed {
  const mask = new Uint8Array(engine.size).fill(1);
  const counts = new Map<DropReason, number>();
  const drop = (row: Row, reason: DropReason) => {
    if (mask[row] === 0) return;
    mask[row] = 0;
    counts.set(reason, (counts.get(reason) ?? 0) + 1);
  };
  for (const interaction of context.interactions) {
    const row = engine.rowOf(interaction.titleId);
    if (row === undefined) continue;
    if (hasSeen(interaction)) drop(row, 'seen');
    else if (interaction.dismissed) drop(row, 'not interested');
  }
  for (let row = 0; row < engine.size; row++) {
    const reason = unsuited(engine.facts(row), context, filters);
    if (reason) drop(row, reason);
  }
  const dropped = Object.fromEntries(
    REASONS.flatMap((one) => (counts.has(one) ? [[one, counts.get(one)!]] : [])),
  );
  return { mask, has: (row) => mask[row] === 1, dropped };
}

function unsuited(facts: TitleFacts, context: ViewerContext, filters: Filters): DropReason | undefined {
  if (facts.flagged) return 'flagged as harmful';
  if (context.maturityLimit !== null && facts.maturity > context.maturityLimit)
    return 'above the maturity limit';
  if (filters.kind && facts.kind !== filters.kind) return 'other kind';
  if (filters.genre && !facts.genres.includes(filters.genre)) return 'other genre';
  if (filters.language && facts.language !== filters.language) return 'other language';
  return undefined;
}
