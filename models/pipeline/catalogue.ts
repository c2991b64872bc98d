/** The titles of a data set as the catalogue that serving would have: what our own catalogue knows of them, else genres and year. */
import { type CatalogueTitle as Described, readCatalogue } from '../../db/seed/catalogue.ts';
import { foldAccents } from '../../db/seed/slug.ts';
import type { CatalogueTitle } from '../../lib/inference/table.ts';
import { seededRandom } from '../../lib/math/random.ts';
import type { DescribedItem } from '../baselines/features.ts';
import type { Item } from '../dataset.ts';
import { matchTitles, parseMovieLensTitle } from '../publishing/matching.ts';

/** MovieLens genres that are called otherwise here. */
const GENRE_NAMES: Readonly<Record<string, string>> = { 'sci-fi': 'science-fiction', children: 'family' };
/** MovieLens genres that are a keyword here. */
const GENRE_KEYWORDS: Readonly<Record<string, string>> = { 'film-noir': 'noir' };
/** No genre at all: how a film was shown. */
const NO_GENRES: ReadonlySet<string> = new Set(['imax']);

/** `described`: the titles that our own catalogue knows, with all it knows of them; `all`: every title of the data. */
export type Stock = 'described' | 'all';

/** In the order of columns; a title's id is its column + 1. */
export function catalogueOf(items: readonly Item[], stock: Stock): CatalogueTitle[] {
  const catalogue = readCatalogue();
  const described = new Map(catalogue.map((title) => [title.slug, title]));
  const slugs = matchTitles(
    items.map(({ title }) => title),
    catalogue,
    foldAccents,
  );
  return items.flatMap((item, column) => {
    const found = described.get(slugs[column] ?? '');
    if (!found && stock === 'described') return [];
    const facts = found ? factsOf(found) : factsFromData(item, catalogue);
    return [{ ...facts, id: column + 1, slug: found?.slug ?? slugOf(item), flagged: false }];
  });
}

/** What a bundle calls each column, whichever stock it will serve. */
export function slugsOf(items: readonly Item[], catalogue: readonly CatalogueTitle[]): string[] {
  const slugs = items.map(slugOf);
  for (const { id, slug } of catalogue) slugs[id - 1] = slug;
  return slugs;
}

function slugOf({ movieId }: Item): string {
  return `item-${movieId}`;
}

type Facts = Omit<CatalogueTitle, 'id' | 'slug' | 'flagged'>;

function factsOf({ title, originalTitle: _, synopsis: __, slug: ___, ...facts }: Described): Facts {
  return { name: title, ...facts };
}

/** Genres and year are the data's; nobody knows who made it. Its licence is drawn, in the shares of our catalogue. */
function factsFromData(item: Item, catalogue: readonly Described[]): Facts {
  const { names, year } = parseMovieLensTitle(item.title);
  const features: DescribedItem['features'] = (item as DescribedItem).features;
  const genres = (features ?? []).flatMap(({ name }) =>
    name.startsWith('genre:') ? [name.slice(6).toLowerCase()] : [],
  );
  const draw = seededRandom(item.movieId)();
  return {
    name: names[0] ?? item.title,
    year: year ?? 0,
    kind: 'film',
    genres: genres
      .filter((genre) => !(genre in GENRE_KEYWORDS) && !NO_GENRES.has(genre))
      .map((genre) => GENRE_NAMES[genre] ?? genre),
    keywords: genres.flatMap((genre) => GENRE_KEYWORDS[genre] ?? []),
    language: item.language ?? '',
    countries: [],
    makers: [],
    cast: [],
    maturity: 12,
    runtime: 100,
    licence: catalogue[Math.floor(draw * catalogue.length)]!.licence,
  };
}
