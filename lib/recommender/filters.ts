/** What may not be shown, decided before any top-k, so that a slate never shrinks. Each drop keeps its reason. */
import type { Engine } from './engine.ts';
import { hasSeen } from './signals.ts';
import type { Filters, Row, ViewerContext } from './types.ts';

export type Allowed = {
  readonly rows: readonly Row[];
  has(row: Row): boolean;
  readonly dropped: Readonly<Record<string, number>>;
};

export function filterRows(context: ViewerContext, filters: Filters, engine: Engine): Allowed {
  const reasons = new Map<Row, string>();
  const drop = (row: Row, reason: string) => {
    if (!reasons.has(row)) reasons.set(row, reason);
  };
  for (const interaction of context.interactions) {
    const row = engine.rowOf(interaction.titleId);
    if (row === undefined) continue;
    if (hasSeen(interaction)) drop(row, 'seen');
    else if (interaction.dismissed) drop(row, 'not interested');
  }
  const rows: Row[] = [];
  for (let row = 0; row < engine.size; row++) {
    const reason = unsuited(engine, row, context, filters);
    if (reason) drop(row, reason);
    if (!reasons.has(row)) rows.push(row);
  }
  const dropped: Record<string, number> = {};
  for (const reason of reasons.values()) dropped[reason] = (dropped[reason] ?? 0) + 1;
  return { rows, has: (row) => !reasons.has(row), dropped };
}

function unsuited(engine: Engine, row: Row, context: ViewerContext, filters: Filters): string | undefined {
  const facts = engine.facts(row);
  if (context.maturityLimit !== null && facts.maturity > context.maturityLimit)
    return 'above the maturity limit';
  if (filters.kind && facts.kind !== filters.kind) return 'other kind';
  if (filters.genre && !facts.genres.includes(filters.genre)) return 'other genre';
  if (filters.language && facts.language !== filters.language) return 'other language';
  return undefined;
}
