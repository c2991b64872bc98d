import { sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { titles } from '../../db/schema/titles.ts';
import { foldForSearch, NAME_LINES } from '../catalog/search-text.ts';
import type { Refusal, TitleReference } from './playback-report.ts';

export type Found = { readonly id: number; readonly kind: 'film' | 'series'; readonly runtime: number };
type Answer = Found | Pick<Refusal, 'field' | 'message'>;
type Row = Found & { readonly index: number };

/** The title each reference stands for, in one query; a name is compared as search compares it, whole. */
export async function findReferenced(references: readonly TitleReference[]): Promise<Answer[]> {
  if (references.length === 0) return [];
  const asked = references.map((reference, index) => ({
    index,
    id: 'titleId' in reference ? reference.titleId : null,
    slug: 'slug' in reference ? reference.slug : null,
    name: 'name' in reference ? foldForSearch(reference.name) : null,
    year: 'name' in reference ? reference.year : null,
    kind: 'name' in reference ? (reference.kind ?? null) : null,
  }));
  const names = NAME_LINES.map((line) => sql`split_part(t.search_text, E'\n', ${sql.raw(String(line))})`);
  const rows = await database().execute<Row>(sql`
    select asked.index, t.id, t.kind, t.runtime
    from jsonb_to_recordset(${JSON.stringify(asked)}::jsonb)
      as asked(index int, id int, slug text, name text, year int, kind text)
    join ${titles} t on t.id = asked.id or t.slug = asked.slug
      or (t.year = asked.year and t.kind = coalesce(asked.kind, t.kind) and asked.name in (${sql.join(names, sql`, `)}))
    order by asked.index, t.id`);
  const found: Row[][] = references.map(() => []);
  for (const row of rows) found[row.index]?.push(row);
  return references.map((reference, index) => answerTo(reference, found[index]!));
}

function answerTo(reference: TitleReference, rows: readonly Row[]): Answer {
  const [one, ...more] = rows;
  if (one && more.length === 0) return { id: one.id, kind: one.kind, runtime: one.runtime };
  if (one) {
    const kinds = new Set(rows.map(({ kind }) => kind));
    const field = kinds.size > 1 ? 'kind' : 'name';
    const how = field === 'kind' ? 'Say which kind.' : 'Use titleId or slug.';
    return { field, message: `Several titles have this name and year. ${how}` };
  }
  if ('titleId' in reference)
    return { field: 'titleId', message: `There is no title with the number ${reference.titleId} here.` };
  if ('slug' in reference) return { field: 'slug', message: `There is no title “${reference.slug}” here.` };
  return { field: 'name', message: `There is no title “${reference.name}” of ${reference.year} here.` };
}
