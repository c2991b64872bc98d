import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import { slugOf } from './slug.ts';
import { GENRES, KEYWORDS, KINDS, LICENCE_COSTS, MATURITY_AGES } from './vocabulary.ts';

const COLUMNS = [
  'title',
  'originalTitle',
  'year',
  'kind',
  'genres',
  'countries',
  'language',
  'runtime',
  'makers',
  'cast',
  'keywords',
  'maturity',
  'licence',
  'synopsis',
] as const;

const list = (value: unknown) =>
  typeof value === 'string' ? value.split('; ').filter((part) => part !== '') : value;

const row = z.object({
  title: z.string().min(1),
  originalTitle: z.string().min(1),
  year: z.coerce.number().int().min(1900).max(2030),
  kind: z.enum(KINDS),
  genres: z.preprocess(list, z.array(z.enum(GENRES)).min(1).max(4)),
  countries: z.preprocess(
    list,
    z
      .array(z.string().regex(/^[A-Z]{2}$/))
      .min(1)
      .max(3),
  ),
  language: z.string().regex(/^([a-z]{2}|yue)$/),
  runtime: z.coerce.number().int().min(5).max(400),
  makers: z.preprocess(list, z.array(z.string()).min(1).max(3)),
  cast: z.preprocess(list, z.array(z.string()).max(6)),
  keywords: z.preprocess(list, z.array(z.enum(KEYWORDS)).min(3).max(8)),
  maturity: z.coerce.number().refine((age) => (MATURITY_AGES as readonly number[]).includes(age)),
  licence: z.enum(LICENCE_COSTS),
  synopsis: z.string().min(50).max(185),
});

export type CatalogueTitle = Readonly<z.infer<typeof row>> & { readonly slug: string };

export const catalogueFolder = path.join(process.cwd(), 'db/seed/catalogue');

/** Reads every `*.tsv` of a folder. Throws with file, line and column on the first row that breaks the format. */
export function readCatalogue(folder: string = catalogueFolder): CatalogueTitle[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.tsv'))
    .sort();
  return files.flatMap((name) => parseCatalogueFile(readFileSync(path.join(folder, name), 'utf8'), name));
}

export function parseCatalogueFile(text: string, file: string): CatalogueTitle[] {
  const [header, ...lines] = text.split('\n');
  if (header !== COLUMNS.join('\t')) throw new Error(`${file}:1: the header must be: ${COLUMNS.join(' ')}`);
  return lines.flatMap((line, index) => (line === '' ? [] : [parseRow(line, `${file}:${index + 2}`)]));
}

function parseRow(line: string, place: string): CatalogueTitle {
  const fields = line.split('\t');
  if (fields.length !== COLUMNS.length) {
    throw new Error(`${place}: ${fields.length} fields where ${COLUMNS.length} are needed`);
  }
  const parsed = row.safeParse(Object.fromEntries(COLUMNS.map((column, index) => [column, fields[index]])));
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    throw new Error(`${place}: ${issue?.path.join('.')}: ${issue?.message} (in "${fields[0]}")`);
  }
  return { ...parsed.data, slug: slugOf(parsed.data.title, parsed.data.year) };
}
