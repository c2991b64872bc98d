import { expect, it } from 'vitest';
import { readCatalogue } from '../../db/seed/catalogue.ts';
import { heat, showcase } from './showcase.ts';

it('shows titles of the shipped catalogue as the catalogue has them', () => {
  const catalogue = new Map(readCatalogue().map((title) => [title.slug, title]));
  for (const shown of [heat, ...showcase]) {
    const { title: name, year, kind, genres, keywords, makers, language } = catalogue.get(shown.slug) ?? {};
    expect({ name, year, kind, genres, keywords, language, maker: makers?.[0] }).toEqual({
      name: shown.name,
      year: shown.year,
      kind: shown.kind,
      genres: shown.genres,
      keywords: shown.keywords,
      language: shown.language,
      maker: shown.makers[0],
    });
  }
});
