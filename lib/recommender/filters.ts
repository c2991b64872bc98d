/** What may not be shown, decided before any top-k, so that a slate never shrinks. Each drop keeps its reason. */
import type { Engine } from './engine.ts';
import { hasSeen } from './taste/signals.ts';
import { rowsFitting } from './titles/title-index.ts';
import type { Choice, Filters, Row, TitleFacts, ViewerContext } from './types.ts';

export type Allowed = {
  /** [rows]: 1 where a title may be shown. */
  readonly mask: Uint8Array;
  has(row: Row): boolean;
  readonly dropped: Readonly<Record<string, number>>;
};

/** By number; 0 is no reason. What the viewer did comes first. */
const REASONS = [
  '',
  'seen',
  'not interested',
  'named as known',
  'not wanted',
  'flagged as harmful',
  'above the maturity limit',
  'other kind',
  'other genre',
  'other language',
] as const;
type DropReason = (typeof REASONS)[number];

/** What the viewer does not want is dropped while `atLeast` titles remain; what cannot be dropped is ranked down. */
export function filterRows(context: ViewerContext, filters: Filters, engine: Engine, atLeast = 0): Allowed {
  const unsuited = unsuitedRows(engine, context.maturityLimit, filters);
  const mask = unsuited.mask.slice();
  const counts = unsuited.counts.slice();
  for (const interaction of context.interactions) {
    const row = engine.rowOf(interaction.titleId);
    const reason = ownReason(interaction);
    if (row === undefined || reason === '') continue;
    counts[unsuited.reasons[row]!]! -= 1;
    counts[REASONS.indexOf(reason)]! += 1;
    mask[row] = 0;
  }
  let left = counts[0]!;
  for (const choice of context.choices) {
    const rows = droppedBy(choice, engine).filter((row) => mask[row] === 1);
    if (left - rows.length < atLeast) continue;
    counts[REASONS.indexOf(choice.wanted ? 'named as known' : 'not wanted')]! += rows.length;
    left -= rows.length;
    for (const row of rows) mask[row] = 0;
  }
  const dropped = REASONS.flatMap((reason, place) =>
    reason && counts[place]! > 0 ? [[reason, counts[place]]] : [],
  );
  return { mask, has: (row) => mask[row] === 1, dropped: Object.fromEntries(dropped) };
}

/** Whoever names a title to ask for others like it knows that title. */
function droppedBy(choice: Choice, engine: Engine): Int32Array {
  return choice.wanted && choice.facet !== 'title' ? new Int32Array(0) : rowsFitting(choice, engine);
}

function ownReason(interaction: ViewerContext['interactions'][number]): DropReason {
  if (hasSeen(interaction)) return 'seen';
  return interaction.dismissed ? 'not interested' : '';
}

type Unsuited = {
  /** [rows], by number. */
  readonly reasons: Uint8Array;
  readonly mask: Uint8Array;
  /** [reasons]: how many rows each takes. */
  readonly counts: Int32Array;
};

/** Combinations of limit and filters that are kept an engine. */
const MOST_KEPT = 64;
const kept = new WeakMap<Engine, Map<string, Unsuited>>();

/** What limit and filters take is the same for everybody who has them: found once an engine, then remembered. */
function unsuitedRows(engine: Engine, maturityLimit: number | null, filters: Filters): Unsuited {
  const known = kept.get(engine) ?? new Map<string, Unsuited>();
  kept.set(engine, known);
  const name = JSON.stringify([maturityLimit, filters.kind, filters.genre, filters.language]);
  const found = known.get(name) ?? findUnsuited(engine, maturityLimit, filters);
  if (known.size >= MOST_KEPT) known.clear();
  known.set(name, found);
  return found;
}

function findUnsuited(engine: Engine, maturityLimit: number | null, filters: Filters): Unsuited {
  const reasons = new Uint8Array(engine.size);
  const counts = new Int32Array(REASONS.length);
  for (let row = 0; row < engine.size; row++) {
    reasons[row] = REASONS.indexOf(unsuitedFor(engine.facts(row), maturityLimit, filters));
    counts[reasons[row]!]! += 1;
  }
  return { reasons, counts, mask: reasons.map((reason) => (reason === 0 ? 1 : 0)) };
}

function unsuitedFor(facts: TitleFacts, maturityLimit: number | null, filters: Filters): DropReason {
  if (facts.flagged) return 'flagged as harmful';
  if (maturityLimit !== null && facts.maturity > maturityLimit) return 'above the maturity limit';
  if (filters.kind && facts.kind !== filters.kind) return 'other kind';
  if (filters.genre && !facts.genres.includes(filters.genre)) return 'other genre';
  if (filters.language && facts.language !== filters.language) return 'other language';
  return '';
}
