import { type SQL, sql } from 'drizzle-orm';
import { boolean, customType, index, integer, pgTable, real, smallint, text } from 'drizzle-orm/pg-core';
import { moment } from './moment.ts';

const tsvector = customType<{ data: string }>({ dataType: () => 'tsvector' });

export const titles = pgTable(
  'titles',
  {
    id: integer('id').primaryKey().generatedAlwaysAsIdentity(),
    slug: text('slug').notNull().unique(),
    name: text('name').notNull(),
    originalName: text('original_name').notNull(),
    year: smallint('year').notNull(),
    kind: text('kind').$type<'film' | 'series'>().notNull(),
    genres: text('genres').array().notNull(),
    countries: text('countries').array().notNull(),
    language: text('language').notNull(),
    /** Minutes; of a typical episode for a series. */
    runtime: smallint('runtime').notNull(),
    /** Directors of a film, creators of a series. */
    makers: text('makers').array().notNull(),
    cast: text('cast').array().notNull(),
    keywords: text('keywords').array().notNull(),
    maturity: smallint('maturity').notNull(),
    licence: text('licence').$type<'low' | 'medium' | 'high'>().notNull(),
    synopsis: text('synopsis').notNull(),
    /** Flagged as harmful by the operator: found when asked for, never recommended. */
    flagged: boolean('flagged').notNull().default(false),
    /** Mean rating in stars and number of raters in the served bundle's training data; null outside the graph. */
    priorRating: real('prior_rating'),
    priorCount: integer('prior_count').notNull().default(0),
    /** Lower case, accents folded: names, makers and cast, written by `lib/catalog/import`. */
    searchText: text('search_text').notNull(),
    search: tsvector('search').generatedAlwaysAs((): SQL => sql`to_tsvector('simple', ${titles.searchText})`),
    /** Null for the titles that the instance started with. */
    addedAt: moment('added_at'),
  },
  (table) => [
    index('titles_search_trgm').using('gin', table.searchText.op('gin_trgm_ops')),
    index('titles_search').using('gin', table.search),
    index('titles_genres').using('gin', table.genres),
    index('titles_year').on(table.year),
    index('titles_language').on(table.language),
    index('titles_added').on(table.addedAt),
  ],
);
