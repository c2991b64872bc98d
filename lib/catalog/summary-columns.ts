import { titles } from '../../db/schema/titles.ts';

/** The columns of a `TitleSummary`. */
export const summaryColumns = {
  id: titles.id,
  slug: titles.slug,
  name: titles.name,
  year: titles.year,
  kind: titles.kind,
  genres: titles.genres,
  keywords: titles.keywords,
  language: titles.language,
  runtime: titles.runtime,
  makers: titles.makers,
};
