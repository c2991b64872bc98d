import type { TitleWithState } from '../catalog/summary.ts';
import { summariesOf } from '../catalog/titles.ts';
import { liveEngine } from '../inference/live.ts';
import { norm } from '../math/vector.ts';
import type { Engine, WeightedRow } from '../recommender/engine.ts';
import { readList } from '../recommender/titles/near-lists.ts';
import type { Row, TitleId } from '../recommender/types.ts';

/** How much watching together counts beside shared features, and features where nobody could watch together yet. */
const WATCHED_SHARE = 0.44;
const CONTENT_ALONE = 0.7;
/** Titles by watching together that are looked at. */
const MOST_WATCHED = 1000;

/** Titles most like this one, by who watches both and by what they are about. Nothing about the viewer is used. */
export async function moreLikeThis(
  titleId: TitleId,
  limit: number,
  viewerId: string | null,
): Promise<TitleWithState[]> {
  const engine = liveEngine();
  const row = engine?.rowOf(titleId);
  if (!engine || row === undefined) return [];
  const near = (await similarRows(engine, row, limit * 2)).map((one) => engine.facts(one));
  const ids = near.flatMap(({ id, flagged }) => (flagged ? [] : [id]));
  const titles = await summariesOf(ids, viewerId);
  return ids.flatMap((id) => titles.get(id) ?? []).slice(0, limit);
}

/**
 * Rows by what they share, strongest first: by who watches both (cosine of title vectors) and by features,
 * each measured against its best match. Titles outside the graph have nobody who watched them: features alone,
 * a little less sure.
 */
export async function similarRows(engine: Engine, row: Row, limit: number): Promise<Row[]> {
  const scores = new Map<Row, number>();
  const add = (near: Row, amount: number) => scores.set(near, (scores.get(near) ?? 0) + amount);
  const shared = readList(engine.alikeLists, row);
  const bestShared = shared[0]?.weight ?? 1;
  for (const { row: near, weight } of shared) {
    const both = engine.inGraph(row) && engine.inGraph(near);
    add(near, (both ? 1 - WATCHED_SHARE : CONTENT_ALONE) * (weight / bestShared));
  }
  if (engine.inGraph(row)) {
    const watched = await watchedTogether(engine, row);
    const bestWatched = watched[0]?.weight ?? 1;
    for (const { row: near, weight } of watched) add(near, WATCHED_SHARE * (weight / bestWatched));
  }
  return [...scores]
    .sort(([a, x], [b, y]) => y - x || a - b)
    .slice(0, limit)
    .map(([near]) => near);
}

async function watchedTogether(engine: Engine, row: Row): Promise<WeightedRow[]> {
  const vector = engine.titleVector(row);
  const length = norm(vector) || 1;
  const others = Uint8Array.from({ length: engine.size }, (_, other) =>
    other !== row && engine.inGraph(other) ? 1 : 0,
  );
  const near = await engine.nearest(vector, MOST_WATCHED, others);
  return near
    .map(({ row: other, weight }) => ({
      row: other,
      weight: weight / length / (norm(engine.titleVector(other)) || 1),
    }))
    .sort((a, b) => b.weight - a.weight);
}
