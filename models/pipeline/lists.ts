/** Ways to make a list for a viewer: the pipeline as it serves, the graph model alone, and what most people like. */
import { topK } from '../../lib/math/top-k.ts';
import type { Engine } from '../../lib/recommender/engine.ts';
import type { Policy } from '../../lib/recommender/policy.ts';
import { type Instruments, recommend } from '../../lib/recommender/recommend.ts';
import { addNear } from '../../lib/recommender/titles/near-lists.ts';
import { contextOf } from './context.ts';
import { type HeldOutViewer, interactionsOf, likesTold, type Told } from './viewers.ts';

/** Columns, best first, none of them seen by the viewer. */
export type Listing = { readonly columns: readonly number[]; readonly milliseconds: number };

export type Lister = (engine: Engine, viewer: HeldOutViewer, told: Told, limit: number) => Promise<Listing>;

/** Waited for as long as it takes; a slate without its ranker would be another pipeline's. */
const INSTRUMENTS: Instruments = {
  measure: (_stage, work) => work(),
  within: (work) => work,
  lost: (_part, error) => {
    throw error;
  },
};

/** The whole pipeline. Nobody is friends with anybody in these data, and nothing happens on their instance but they. */
export function servedBy(policy: Policy, seed: number): Lister {
  return async (engine, viewer, told, limit) => {
    const interactions = interactionsOf(viewer, told);
    const context = contextOf({ now: viewer.now, interactions }, engine, policy);
    const request = {
      viewerId: String(viewer.person),
      surface: 'for-you',
      limit,
      filters: {},
      seed: seed * 1_000_003 + viewer.person,
    } as const;
    const started = performance.now();
    const { items } = await recommend(request, context, engine, policy, INSTRUMENTS);
    const milliseconds = performance.now() - started;
    return { columns: items.map(({ titleId }) => titleId - 1), milliseconds };
  };
}

/** The link predictor's order of the graph's titles for the likes that were told, as the model was trained. */
export const graphAlone: Lister = async (engine, viewer, told, limit) => {
  const started = performance.now();
  const history = (likesTold(viewer, told) ?? []).flatMap(({ column }) => {
    const row = engine.rowOf(column + 1);
    return row !== undefined && engine.inGraph(row) ? [{ row, weight: 1 }] : [];
  });
  const [encoded] = await engine.encode([history], 1);
  const coWatch = new Float32Array(engine.size);
  for (const { row, weight } of history) addNear(coWatch, weight / encoded!.norm, engine.neighbourLists, row);
  const rows = graphRows(engine, viewer);
  const side = Float32Array.from(rows.flatMap((row) => [coWatch[row]!, engine.prior(row)]));
  const logits = await engine.predict(encoded!.vector, rows, side);
  return listing(engine, rows, logits, limit, started);
};

export const mostPopular: Lister = async (engine, viewer, _told, limit) => {
  const started = performance.now();
  const rows = graphRows(engine, viewer);
  const priors = Float32Array.from(rows, (row) => engine.prior(row));
  return listing(engine, rows, priors, limit, started);
};

function graphRows(engine: Engine, { earlier }: HeldOutViewer): number[] {
  const seen = new Set(earlier.map(({ column }) => engine.rowOf(column + 1)));
  return Array.from({ length: engine.size }, (_, row) => row).filter(
    (row) => engine.inGraph(row) && !seen.has(row),
  );
}

function listing(
  engine: Engine,
  rows: readonly number[],
  scores: Float32Array,
  limit: number,
  started: number,
): Listing {
  const columns = Array.from(topK(scores, limit), (place) => engine.facts(rows[place]!).id - 1);
  return { columns, milliseconds: performance.now() - started };
}
