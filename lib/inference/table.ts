/** Bundle + catalogue facts → one row a title: vectors, priors, neighbours. In steps, as people are served meanwhile. */
import type { Steps } from '../math/steps.ts';
import { topK } from '../math/top-k.ts';
import { type ContentIndex, indexContentSteps } from '../recommender/content.ts';
import type { NearLists } from '../recommender/engine.ts';
import { featureNamesOf, type Placer } from '../recommender/feature-regression.ts';
import { copyLists, emptyLists, insertNear, removeNear } from '../recommender/near-lists.ts';
import type { TitleFacts, TitleId } from '../recommender/types.ts';
import type { Bundle } from './bundle.ts';
import type { RowLists } from './bundle-files.ts';
import { learnPlaces, type Places, placeByFeatures } from './content-places.ts';

export type CatalogueTitle = TitleFacts & { readonly slug: string };

/** Titles by shared features that are kept for each title. */
const ALIKE = 60;

export type Table = Places & {
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
  return { bundle, titles, rowOf: rowsById(titles), table, content, placer };
}

/** The table with titles added, or put in anew where what is known of them has changed. Nobody else moves. */
export function* putTitles(layout: Layout, changed: readonly CatalogueTitle[]): Steps<Layout> {
  const { bundle, content, placer } = layout;
  const titles = [...layout.titles];
  const rows = new Map(layout.rowOf);
  for (const title of changed) {
    const row = rows.get(title.id) ?? titles.length;
    rows.set(title.id, row);
    titles[row] = title;
  }
  const table = copyTable(layout.table, titles.length, bundle);
  const bundleRows = rowsBySlug(bundle);
  yield;
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
  return { bundle, titles, rowOf: rows, table, content, placer };
}

function emptyTable({ manifest, ranker }: Bundle, titles: number): Table {
  return {
    encoders: new Float32Array(titles * manifest.dimensions),
    titles: new Float32Array(titles * manifest.dimensions),
    priors: new Float32Array(titles),
    inGraph: new Uint8Array(titles),
    neighbours: emptyLists(titles, manifest.neighbours.perRow),
    alike: emptyLists(titles, ALIKE),
    follows: emptyLists(titles, ranker?.transitions.perRow ?? 0),
    bundleRows: new Int32Array(titles).fill(-1),
  };
}

function copyTable(table: Table, titles: number, bundle: Bundle): Table {
  const copy = emptyTable(bundle, titles);
  copy.encoders.set(table.encoders);
  copy.titles.set(table.titles);
  copy.priors.set(table.priors);
  copy.inGraph.set(table.inGraph);
  copy.bundleRows.set(table.bundleRows);
  return {
    ...copy,
    neighbours: copyLists(table.neighbours, titles),
    alike: copyLists(table.alike, titles),
    follows: copyLists(table.follows, titles),
  };
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

function taughtBy(
  bundle: Bundle,
  titles: readonly CatalogueTitle[],
  bundleRows: ReadonlyMap<string, number>,
) {
  return titles.flatMap((title, row) => {
    const from = bundleRows.get(title.slug);
    return from === undefined
      ? []
      : [{ row, features: featureNamesOf(title), support: bundle.titles[from]!.likes }];
  });
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
