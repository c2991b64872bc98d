import { getTableColumns, type SQL, sql } from 'drizzle-orm';
import { transaction } from '../../db/client.ts';
import { titles } from '../../db/schema/titles.ts';
import type { CatalogueTitle } from '../../db/seed/catalogue.ts';
import { forgetFacts } from './kept-facts.ts';
import { searchTextOf } from './search-text.ts';

const BATCH = 500;

const { id, slug, priorRating, priorCount, search, addedAt, ...facts } = getTableColumns(titles);

/** Writes rows by slug: new ones come in with `addedAt`, known ones take the new facts and keep everything else. */
export async function importTitles(
  rows: readonly CatalogueTitle[],
  { addedAt }: { readonly addedAt: Date | null },
): Promise<{ added: number; changed: number; unchanged: number }> {
  const bySlug = new Map(rows.map((row) => [row.slug, row]));
  const written = await transaction(async (tx) => {
    let added = 0;
    let changed = 0;
    for (const batch of inBatches([...bySlug.values()])) {
      const written = await tx
        .insert(titles)
        .values(batch.map((row) => ({ ...valuesOf(row), addedAt })))
        .onConflictDoUpdate({ target: slug, set: incomingFacts(), setWhere: factsDiffer() })
        .returning({ isNew: sql<boolean>`(xmax = 0)` });
      added += written.filter((row) => row.isNew).length;
      changed += written.filter((row) => !row.isNew).length;
    }
    return { added, changed, unchanged: bySlug.size - added - changed };
  });
  forgetFacts();
  return written;
}

function valuesOf(row: CatalogueTitle) {
  const { title, originalTitle, ...rest } = row;
  const named = { ...rest, name: title, originalName: originalTitle };
  return { ...named, searchText: searchTextOf(named) };
}

function incomingFacts(): Record<string, SQL> {
  return Object.fromEntries(
    Object.entries(facts).map(([key, column]) => [key, sql`excluded.${sql.identifier(column.name)}`]),
  );
}

function factsDiffer(): SQL {
  const columns = Object.values(facts);
  const current = sql.join(
    columns.map((column) => sql`${column}`),
    sql`, `,
  );
  const incoming = sql.join(
    columns.map((column) => sql`excluded.${sql.identifier(column.name)}`),
    sql`, `,
  );
  return sql`(${current}) is distinct from (${incoming})`;
}

function* inBatches<T>(rows: readonly T[]): Generator<T[]> {
  for (let start = 0; start < rows.length; start += BATCH) yield rows.slice(start, start + BATCH);
}
