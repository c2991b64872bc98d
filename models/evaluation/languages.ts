/** Which language a MovieLens title was made in, as far as our catalogue has the title. */
import { readCatalogue } from '../../db/seed/catalogue.ts';
import { foldAccents } from '../../db/seed/slug.ts';
import type { Item } from '../dataset.ts';
import { matchTitles } from '../publishing/matching.ts';

export function withLanguages(items: readonly Item[]): Item[] {
  const catalogue = readCatalogue();
  const languages = new Map(catalogue.map(({ slug, language }) => [slug, language]));
  const slugs = matchTitles(
    items.map(({ title }) => title),
    catalogue,
    foldAccents,
  );
  return items.map((item, column) => {
    const language = languages.get(slugs[column] ?? '');
    return language === undefined ? item : { ...item, language };
  });
}
