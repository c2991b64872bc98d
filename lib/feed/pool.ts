/**
 * The bounded SQL pool: the best-known titles that the request's filters leave. The same for everybody who asks the
 * same, so the lists are kept in this process: reading them from 20,000 titles for each slate was most of what the
 * database did. What a viewer has seen is taken out here.
 */
import { and, arrayOverlaps, desc, eq, lte } from 'drizzle-orm';
import { LRUCache } from 'lru-cache';
import { enrichment } from '../../db/client.ts';
import { titles } from '../../db/schema/titles.ts';
import type { Choice, Filters, TitleId } from '../recommender/types.ts';

/** Long enough that somebody who has seen the best-known hundreds still finds others. */
const LIST_LENGTH = 1000;
const KEPT_MS = 5 * 60_000;

type Asked = { readonly filters: Filters; readonly maturityLimit: number | null };
type Best = { readonly id: TitleId; readonly priorCount: number };

export type Pools = {
  /** Of the chosen genres and languages; null when none are chosen. */
  readonly tightened: readonly TitleId[] | null;
  readonly wide: readonly TitleId[];
};

// An old list serves while a new one is read.
const lists = new LRUCache<string, readonly Best[]>({
  max: 500,
  ttl: KEPT_MS,
  allowStale: true,
  allowStaleOnFetchRejection: true,
  noDeleteOnFetchRejection: true,
  fetchMethod: (key) => readBest(...(JSON.parse(key) as [Asked, Filters])),
});

export async function readPools(asked: Asked, choices: readonly Choice[]): Promise<Pools> {
  const chosen = choices.flatMap(({ facet, value, wanted }): Filters[] =>
    wanted && (facet === 'genre' || facet === 'language') ? [{ [facet]: value }] : [],
  );
  const [wide, ...each] = await Promise.all([{}, ...chosen].map((facet) => keptBest(asked, facet)));
  return { wide: idsOf(wide ?? []), tightened: each.length > 0 ? idsOf(each.flat()) : null };
}

/** Unseen, at most `size`; with fewer than `needed` the tightening is taken back. */
export function choosePool(
  { tightened, wide }: Pools,
  isSeen: (id: TitleId) => boolean,
  { size, needed }: { readonly size: number; readonly needed: number },
): TitleId[] {
  const unseen = (ids: readonly TitleId[]) => ids.filter((id) => !isSeen(id)).slice(0, size);
  const found = tightened === null ? [] : unseen(tightened);
  return found.length >= needed ? found : unseen(wide);
}

function keptBest({ filters: { kind, genre, language }, maturityLimit }: Asked, facet: Filters) {
  return lists.forceFetch(JSON.stringify([{ filters: { kind, genre, language }, maturityLimit }, facet]));
}

/** The best of any of several lists are among the best of each. */
function idsOf(best: readonly Best[]): TitleId[] {
  const sorted = best.toSorted((a, b) => b.priorCount - a.priorCount || b.id - a.id);
  return [...new Set(sorted.map(({ id }) => id))];
}

function readBest({ filters, maturityLimit }: Asked, facet: Filters): Promise<Best[]> {
  return enrichment()
    .select({ id: titles.id, priorCount: titles.priorCount })
    .from(titles)
    .where(
      and(
        maturityLimit === null ? undefined : lte(titles.maturity, maturityLimit),
        ...[filters, facet].flatMap(({ kind, genre, language }) => [
          kind ? eq(titles.kind, kind) : undefined,
          genre ? arrayOverlaps(titles.genres, [genre]) : undefined,
          language ? eq(titles.language, language) : undefined,
        ]),
      ),
    )
    .orderBy(desc(titles.priorCount), desc(titles.id))
    .limit(LIST_LENGTH);
}
