/** Bundle + catalogue facts → one row a title: vectors, priors, neighbours. In steps, as people are served meanwhile. */
import { createProductMatrix, type ProductMatrix } from '../math/row-products.ts';
import type { Steps } from '../math/steps.ts';
import { topK } from '../math/top-k.ts';
import type { NearLists } from '../recommender/engine.ts';
import { type ContentIndex, indexContentSteps } from '../recommender/titles/content.ts';
import { FEATURE_KERNEL, featureNamesOf, type Placer } from '../recommender/titles/feature-regression.ts';
import { copyLists, emptyLists, insertNear, removeNear } from '../recommender/titles/near-lists.ts';
import type { TitleFacts, TitleId } from '../recommender/types.ts';
import type { Bundle } from './bundle.ts';
import type { RowLists } from './bundle-files.ts';
import { learnPlaces, type Places, placeByFeatures, type Taught } from './content-places.ts';

export type CatalogueTitle = TitleFacts & { readonly slug: string };

/** Titles by shared features that are kept for each title. */
const ALIKE = 60;

export type Table = Places & {
  /** Holds `titles`. */
  readonly matrix: ProductMatrix;
  readonly neighbours: NearLists;
  readonly alike: NearLists;
  /** What tends to follow a title; empty where the bundle has no ranker. */
  readonly follows: NearLists;
  /** The bundle's row [titles], −1 for titles that it does not have. */
  readonly bundleRows: Int32Array;
};

/** A table, and what it takes to put more titles in. */
export type Layout = {
  readonly bundle: Bundle;
  /** The bundle's rows by slug. */
  readonly bundleRows: ReadonlyMap<string, number>;
  readonly titles: readonly CatalogueTitle[];
  readonly rowOf: ReadonlyMap<TitleId, number>;
  readonly table: Table;
  readonly content: ContentIndex;
  readonly placer: Placer | undefined;
};

/** A table of every title. */
export function* layOut(bundle: Bundle, titles: readonly CatalogueTitle[]): Steps<Layout> {
  const table = emptyTable(bundle, titles.length);
  const bundleRows = rowsBySlug(bundle);
  for (const [row, { slug }] of titles.entries()) {
    const from = bundleRows.get(slug);
    if (from !== undefined) placeByGraph(bundle, from, row, table);
    yield;
  }
  const { dimensions } = bundle.manifest;
  const placer = yield* learnPlaces(taughtBy(bundle, titles, bundleRows), table, dimensions);
  for (const [row, title] of titles.entries()) {
    if (table.inGraph[row] === 1 || !placer) continue;
    placeByFeatures(title, row, table, placer, dimensions);
    yield;
  }
  yield* mapLists(bundle, titles, bundleRows, table);
  const content = yield* indexContentSteps(titles);
  for (const [row, title] of titles.entries()) {
    listAlike(row, content.cosines(title), table.alike);
    yield;
  }
  return { bundle, bundleRows, titles, rowOf: rowsById(titles), table, content, placer };
}

/** The table with titles added, or put in anew where what is known of them has changed. Nobody else moves. */
export function* putTitles(layout: Layout, changed: readonly CatalogueTitle[]): Steps<Layout> {
  const { bundle, bundleRows, content, placer } = layout;
  const titles = [...layout.titles];
  const rows = new Map(layout.rowOf);
  for (const title of changed) {
    const row = rows.get(title.id) ?? titles.length;
    rows.set(title.id, row);
    titles[row] = title;
  }
  yield;
  const table = yield* copyTable(layout.table, titles.length, bundle);
  for (const title of changed) {
    const row = rows.get(title.id)!;
    const before = layout.titles[row];
    if (before && sayTheSame(before, title)) continue;
    const from = bundleRows.get(title.slug);
    if (from !== undefined) placeByGraph(bundle, from, row, table);
    else if (placer) placeByFeatures(title, row, table, placer, bundle.manifest.dimensions);
    relistAlike(row, title, before !== undefined, content, table.alike);
    yield;
  }
  if (changed.some(({ id, slug }) => !layout.rowOf.has(id) && bundleRows.has(slug))) {
    yield* mapLists(bundle, titles, bundleRows, table);
  }
  return { bundle, bundleRows, titles, rowOf: rows, table, content, placer };
}

function emptyTable({ manifest, ranker }: Bundle, titles: number): Table {
  const matrix = createProductMatrix(titles, manifest.dimensions);
  return {
    matrix,
    encoders: new Float32Array(titles * manifest.dimensions),
    titles: matrix.data,
    priors: new Float32Array(titles),
    inGraph: new Uint8Array(titles),
    neighbours: emptyLists(titles, manifest.neighbours.perRow),
    alike: emptyLists(titles, ALIKE),
    follows: emptyLists(titles, ranker?.transitions.perRow ?? 0),
    bundleRows: new Int32Array(titles).fill(-1),
  };
}

function* copyTable(table: Table, titles: number, bundle: Bundle): Steps<Table> {
  const copy = emptyTable(bundle, titles);
  yield;
  copy.encoders.set(table.encoders);
  yield;
  copy.titles.set(table.titles);
  copy.priors.set(table.priors);
  copy.inGraph.set(table.inGraph);
  copy.bundleRows.set(table.bundleRows);
  yield;
  const neighbours = copyLists(table.neighbours, titles);
  yield;
  const alike = copyLists(table.alike, titles);
  yield;
  return { ...copy, neighbours, alike, follows: copyLists(table.follows, titles) };
}

function rowsBySlug(bundle: Bundle): ReadonlyMap<string, number> {
  return new Map(bundle.titles.flatMap(({ slug }, row) => (slug ? [[slug, row] as const] : [])));
}

function rowsById(titles: readonly CatalogueTitle[]): ReadonlyMap<TitleId, number> {
  return new Map(titles.map(({ id }, row) => [id, row]));
}

function placeByGraph(bundle: Bundle, from: number, row: number, table: Table): void {
  const { dimensions } = bundle.manifest;
  const { encodeScale, decodeScale } = bundle.titles[from]!;
  for (let d = 0; d < dimensions; d++) {
    const z = bundle.titleVectors[from * dimensions + d]!;
    table.encoders[row * dimensions + d] = z * encodeScale;
    table.titles[row * dimensions + d] = z * decodeScale;
  }
  table.priors[row] = bundle.priors[from]!;
  table.inGraph[row] = 1;
  table.bundleRows[row] = from;
}

/** The best supported graph titles: reading the features of all others would only be thrown away. */
function taughtBy(
  bundle: Bundle,
  titles: readonly CatalogueTitle[],
  bundleRows: ReadonlyMap<string, number>,
): Taught[] {
  const known = titles.flatMap((title, row) => {
    const from = bundleRows.get(title.slug);
    return from === undefined ? [] : [{ row, title, support: bundle.titles[from]!.likes }];
  });
  return known
    .sort((a, b) => b.support - a.support || a.row - b.row)
    .slice(0, FEATURE_KERNEL.anchors)
    .map(({ row, title, support }) => ({ row, support, features: featureNamesOf(title) }));
}

function* mapLists(
  bundle: Bundle,
  titles: readonly CatalogueTitle[],
  bundleRows: ReadonlyMap<string, number>,
  table: Table,
): Steps<void> {
  const engineRows = new Int32Array(bundle.titles.length).fill(-1);
  for (const [row, { slug }] of titles.entries()) {
    const from = bundleRows.get(slug);
    if (from !== undefined) engineRows[from] = row;
  }
  for (const [from, row] of engineRows.entries()) {
    if (row === -1) continue;
    mapList(bundle.neighbours, from, row, engineRows, table.neighbours);
    if (bundle.ranker) mapList(bundle.ranker.transitions, from, row, engineRows, table.follows);
    yield;
  }
}

function mapList(
  { perRow, ids, weights }: RowLists,
  from: number,
  row: number,
  engineRows: Int32Array,
  lists: NearLists,
): void {
  let to = row * perRow;
  for (let place = from * perRow; place < (from + 1) * perRow; place++) {
    const near = ids[place] === -1 ? -1 : engineRows[ids[place]!]!;
    if (near === -1) continue;
    lists.rows[to] = near;
    lists.weights[to++] = weights[place]!;
  }
  lists.rows.fill(-1, to, (row + 1) * perRow);
}

function listAlike(row: number, cosines: Float32Array, { width, rows, weights }: NearLists): void {
  const best = topK(cosines, width).filter((near) => cosines[near]! > 0);
  rows.fill(-1, row * width, (row + 1) * width);
  rows.set(best, row * width);
  best.forEach((near, place) => {
    weights[row * width + place] = cosines[near]!;
  });
}

/** Lists a title, and puts it into the lists of those it is now among the nearest of. */
function relistAlike(
  row: number,
  title: CatalogueTitle,
  wasListed: boolean,
  content: ContentIndex,
  lists: NearLists,
): void {
  if (wasListed) removeNear(lists, row);
  content.put(row, title);
  const cosines = content.cosines(title);
  listAlike(row, cosines, lists);
  for (const [other, weight] of cosines.entries()) {
    if (weight > 0) insertNear(lists, other, { row, weight });
  }
}

/** What a title's place depends on. */
function sayTheSame(before: CatalogueTitle, title: CatalogueTitle): boolean {
  return before.slug === title.slug && String(featureNamesOf(before)) === String(featureNamesOf(title));
}
