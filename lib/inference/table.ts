/** Bundle + catalogue facts → one row a title: vectors, priors, neighbours. */
import { indexContent } from '../recommender/content.ts';
import type { WeightedRow } from '../recommender/engine.ts';
import type { TitleFacts } from '../recommender/types.ts';
import type { Bundle } from './bundle.ts';
import { type Places, placeContentTitles } from './content-places.ts';

export type CatalogueTitle = TitleFacts & { readonly slug: string };

/** Titles by shared features that are kept for each title. */
const ALIKE = 60;

export type Table = Places & {
  readonly neighbours: readonly (readonly WeightedRow[])[];
  readonly alike: readonly (readonly WeightedRow[])[];
};

export function layOut(bundle: Bundle, titles: readonly CatalogueTitle[]): Table {
  const { dimensions } = bundle.manifest;
  const table = {
    encoders: new Float32Array(titles.length * dimensions),
    titles: new Float32Array(titles.length * dimensions),
    priors: new Float32Array(titles.length),
    inGraph: new Uint8Array(titles.length),
  };
  const bundleRows = new Map(
    bundle.titles.flatMap((title, row) => (title.slug ? [[title.slug, row] as const] : [])),
  );
  const engineRows = new Map<number, number>();
  for (const [row, title] of titles.entries()) {
    const from = bundleRows.get(title.slug);
    if (from === undefined) continue;
    engineRows.set(from, row);
    table.inGraph[row] = 1;
    placeGraphTitle(bundle, from, row, table);
  }
  placeContentTitles(bundle, titles, engineRows, table);
  const content = indexContent(titles);
  return {
    ...table,
    neighbours: titles.map((title) => mapNeighbours(bundle, bundleRows.get(title.slug), engineRows)),
    alike: titles.map((title) =>
      content.similar(title, ALIKE).map(({ index, similarity }) => ({ row: index, weight: similarity })),
    ),
  };
}

function placeGraphTitle(bundle: Bundle, from: number, row: number, table: Places): void {
  const { dimensions } = bundle.manifest;
  const { encodeScale, decodeScale } = bundle.titles[from]!;
  for (let d = 0; d < dimensions; d++) {
    const z = bundle.titleVectors[from * dimensions + d]!;
    table.encoders[row * dimensions + d] = z * encodeScale;
    table.titles[row * dimensions + d] = z * decodeScale;
  }
  table.priors[row] = bundle.priors[from]!;
}

function mapNeighbours(
  bundle: Bundle,
  from: number | undefined,
  engineRows: ReadonlyMap<number, number>,
): readonly WeightedRow[] {
  if (from === undefined) return [];
  const { perRow, ids, weights } = bundle.neighbours;
  const found: WeightedRow[] = [];
  for (let place = from * perRow; place < (from + 1) * perRow; place++) {
    const row = engineRows.get(ids[place]!);
    if (row !== undefined) found.push({ row, weight: weights[place]! });
  }
  return found;
}
