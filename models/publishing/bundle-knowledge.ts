/** What a bundle knows of titles, brought into the columns of an operator's own data. */
import { foldAccents } from '../../db/seed/slug.ts';
import type { Bundle } from '../../lib/inference/bundle.ts';
import type { Dataset, Item } from '../dataset.ts';
import { GRADES, type Grade } from '../graph/grading.ts';
import type { GraphFilterParameters } from '../graph/graph-filter.ts';
import { matchTitles } from './matching.ts';

/** What a bundle knows, in the columns of a data set. */
export type Knowledge = {
  readonly version: string;
  readonly people: number;
  readonly parameters: GraphFilterParameters;
  /** The column of each of the bundle's rows. */
  readonly columns: Int32Array;
  /** Z [rows × dimensions]. */
  readonly vectors: Float32Array;
  readonly dimensions: number;
  /** How many of the bundle's people liked a title, rated it, and how on average [rows]. */
  readonly likes: Float32Array;
  readonly ratings: Float32Array;
  readonly meanRatings: Float32Array;
  /** The bundle's catalogue titles [rows]. */
  readonly slugs: readonly (string | null)[];
};

/** The new data with the bundle's other titles as further columns, which nobody new has rated, and what it knows of all of them. */
export function joinKnowledge(
  dataset: Dataset,
  slugs: readonly (string | null)[],
  bundle: Bundle,
): { readonly dataset: Dataset; readonly knowledge: Knowledge } {
  const { manifest, titles } = bundle;
  const columns = new Int32Array(titles.length).fill(-1);
  joinByName(dataset.items, bundle).forEach((row, column) => {
    if (row !== null) columns[Number(row)] = column;
  });
  const bySlug = new Map(slugs.map((slug, column) => [slug, column]));
  const taken = new Set(columns);
  const items: Item[] = [...dataset.items];
  const ids = new Set(items.map(({ movieId }) => movieId));
  titles.forEach(({ slug, movieId, title, year }, row) => {
    if (columns[row] !== -1) return;
    const sameSlug = slug === null ? undefined : bySlug.get(slug);
    if (sameSlug !== undefined && !taken.has(sameSlug)) {
      taken.add(sameSlug);
      columns[row] = sameSlug;
      return;
    }
    columns[row] = items.length;
    items.push({ movieId: freeId(ids, movieId), title: year === null ? title : `${title} (${year})` });
  });
  return {
    dataset: { ...dataset, items, ratings: { ...dataset.ratings, columns: items.length } },
    knowledge: {
      version: manifest.version,
      people: Number(manifest.hyperParameters.people ?? manifest.data.people),
      parameters: parametersOf(bundle),
      columns,
      vectors: bundle.titleVectors,
      dimensions: manifest.dimensions,
      likes: Float32Array.from(titles, ({ likes }) => likes),
      ratings: Float32Array.from(titles, ({ ratings }) => ratings),
      meanRatings: Float32Array.from(titles, ({ meanRating }) => meanRating),
      slugs: titles.map(({ slug }) => slug),
    },
  };
}

function parametersOf({ folder, manifest: { hyperParameters: given } }: Bundle): GraphFilterParameters {
  const numberOf = (name: string) => {
    if (typeof given[name] !== 'number')
      throw new Error(
        `${folder}: hyperParameters.${name} is missing; only a graph filter can be learned on from`,
      );
    return given[name];
  };
  if (!Object.hasOwn(GRADES, given.grade ?? ''))
    throw new Error(
      `${folder}: hyperParameters.grade is ${given.grade}, none of ${Object.keys(GRADES).join(', ')}`,
    );
  return {
    grade: given.grade as Grade,
    ridge: numberOf('ridge'),
    encodeExponent: numberOf('encodeExponent'),
    decodeExponent: numberOf('decodeExponent'),
    rank: numberOf('rank'),
    neighbours: numberOf('neighbours'),
    leastRatings: numberOf('leastRatings'),
    coWatch: numberOf('coWatch'),
    prior: numberOf('prior'),
    population: numberOf('population'),
  };
}

/** For each item the bundle's row of the same name and year, as text, or null. */
function joinByName(items: readonly Item[], { titles }: Bundle): (string | null)[] {
  const named = titles.flatMap(({ title, year }, row) =>
    year === null ? [] : [{ title, originalTitle: title, year, slug: String(row) }],
  );
  return matchTitles(
    items.map(({ title }) => title),
    named,
    foldAccents,
  );
}

function freeId(taken: Set<number>, wanted: number): number {
  let id = wanted;
  while (taken.has(id)) id++;
  taken.add(id);
  return id;
}

/** About ‖X‖² of the bundle's people: each rating as if it were the title's mean. */
export function squaresOf({ parameters: { grade }, likes, ratings, meanRatings }: Knowledge): number {
  if (grade === 'likes') return likes.reduce((sum, count) => sum + count, 0);
  return ratings.reduce((sum, count, row) => sum + count * GRADES[grade](meanRatings[row]!) ** 2, 0);
}

/** How many ratings, and their sum, the bundle adds to each of so many items. */
export function earlierRatings(
  { columns, ratings, meanRatings }: Knowledge,
  trust: number,
  items: number,
): { readonly ratings: Float32Array; readonly sums: Float32Array } {
  const earlier = { ratings: new Float32Array(items), sums: new Float32Array(items) };
  columns.forEach((column, row) => {
    earlier.ratings[column]! += trust * ratings[row]!;
    earlier.sums[column]! += trust * ratings[row]! * meanRatings[row]!;
  });
  return earlier;
}
