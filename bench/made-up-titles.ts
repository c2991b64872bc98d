/** A catalogue of any size: the shipped one, then variations of its titles, with people who made many of them and many who made one. */
import { type CatalogueTitle, readCatalogue } from '../db/seed/catalogue.ts';
import { slugOf } from '../db/seed/slug.ts';
import { type Random, seededRandom } from '../lib/math/random.ts';

export function makeTitles(count: number, seed = 1): CatalogueTitle[] {
  const shipped = readCatalogue();
  const random = seededRandom(seed);
  const titles = shipped.slice(0, count);
  while (titles.length < count) titles.push(vary(pick(shipped, random), shipped, titles.length, random));
  return titles;
}

function vary(
  base: CatalogueTitle,
  shipped: readonly CatalogueTitle[],
  place: number,
  random: Random,
): CatalogueTitle {
  const title = `${base.title} ${place}`;
  const year = Math.min(2026, Math.max(1930, base.year + Math.round(30 * (random() - 0.5))));
  const other = pick(shipped, random);
  const keywords = [...new Set([...base.keywords.slice(1), pick(other.keywords, random)])];
  const people = (role: string, among: number, many: number) =>
    Array.from({ length: many }, () => `${role} ${Math.floor(among * random() ** 2)}`);
  return {
    ...base,
    title,
    originalTitle: title,
    year,
    keywords,
    makers: people('Maker', 7000, 1),
    cast: people('Player', 40_000, base.cast.length),
    slug: slugOf(title, year),
  };
}

function pick<T>(from: readonly T[], random: Random): T {
  return from[Math.floor(random() * from.length)]!;
}
