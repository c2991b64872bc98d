/** Bundle + catalogue facts → Engine: rows for every title, precomputed, with ONNX Runtime behind a worker. */
import { dot } from '../math/vector.ts';
import { indexContent } from '../recommender/content.ts';
import { type Engine, type WeightedRow, weighHistory } from '../recommender/engine.ts';
import type { TitleFacts } from '../recommender/types.ts';
import { type Bundle, populationWeight } from './bundle.ts';
import { nearestExact } from './exact.ts';
import { openOnnxClient } from './onnx-client.ts';

export type LoadedEngine = Engine & {
  close(): Promise<void>;
  crash(): Promise<void>;
};

export type CatalogueTitle = TitleFacts & { readonly slug: string };

/** Content-made vectors are trusted less than learned ones: a little less as titles to find, much less as history. */
const CONTENT_TRUST = { titles: 0.85, encoders: 0.5 } as const;
const CONTENT_PRIOR_STEP = 0.4;
/** Titles by shared features that are kept for each title. */
const ALIKE = 60;

/** Loads and warms everything before it returns: whoever holds the result may serve with it at once. */
export async function loadEngine(
  bundle: Bundle,
  titles: readonly CatalogueTitle[],
  onCrash?: (reason: string) => void,
): Promise<LoadedEngine> {
  const table = layOut(bundle, titles);
  const client = openOnnxClient({ encoder: bundle.userEncoder, predictor: bundle.linkPredictor }, onCrash);
  const rowOf = new Map(titles.map((title, row) => [title.id, row]));
  const { dimensions } = bundle.manifest;
  const view = (matrix: Float32Array, row: number) =>
    matrix.subarray(row * dimensions, (row + 1) * dimensions);
  const { vector, coWatch, prior, bias } = bundle.manifest.linkPredictor;
  await client.ready;
  return {
    version: bundle.manifest.version,
    size: titles.length,
    dimensions,
    link: { vector, coWatch, prior, bias },
    populationVector: bundle.populationVector,
    rowOf: (id) => rowOf.get(id),
    facts: (row) => titles[row]!,
    inGraph: (row) => table.inGraph[row] === 1,
    encoderVector: (row) => view(table.encoders, row),
    titleVector: (row) => view(table.titles, row),
    prior: (row) => table.priors[row]!,
    neighbours: (row) => table.neighbours[row]!,
    alike: (row) => table.alike[row]!,
    nearest: (user, k, allowed) => nearestExact(table.titles, user, k, allowed),
    async encode(histories, populationScale) {
      if (histories.length === 0) return [];
      const batch = histories.length;
      const length = 1 + Math.max(...histories.map((history) => history.length));
      const vectors = new Float32Array(batch * length * dimensions);
      const weights = new Float32Array(batch * length);
      const population = histories.map(
        (history) => populationScale * populationWeight(bundle.manifest, weighHistory(history)),
      );
      for (const [index, history] of histories.entries()) {
        for (const [place, { row, weight }] of history.entries()) {
          vectors.set(view(table.encoders, row), (index * length + place) * dimensions);
          weights[index * length + place] = weight;
        }
        vectors.set(bundle.populationVector, (index * length + history.length) * dimensions);
        weights[index * length + history.length] = population[index]!;
      }
      const reply = await client.run({ run: 'encode', vectors, weights, batch, length, dimensions });
      return histories.map((_, index) => ({
        vector: reply.first.slice(index * dimensions, (index + 1) * dimensions),
        norm: reply.second[index]!,
        populationWeight: population[index]!,
      }));
    },
    async predict(user, rows, side) {
      const gathered = new Float32Array(rows.length * dimensions);
      for (const [index, row] of rows.entries()) gathered.set(view(table.titles, row), index * dimensions);
      const request = {
        run: 'predict',
        user,
        titles: gathered,
        side,
        count: rows.length,
        dimensions,
      } as const;
      return (await client.run(request)).first;
    },
    close: () => client.close(),
    crash: () => client.crash(),
  };
}

type Table = {
  /** [titles × dimensions] each. */
  readonly encoders: Float32Array;
  readonly titles: Float32Array;
  readonly priors: Float32Array;
  readonly inGraph: Uint8Array;
  readonly neighbours: readonly (readonly WeightedRow[])[];
  readonly alike: readonly (readonly WeightedRow[])[];
};

function layOut(bundle: Bundle, titles: readonly CatalogueTitle[]): Table {
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
  placeContentTitles(titles, dimensions, table);
  const content = indexContent(titles);
  return {
    ...table,
    neighbours: titles.map((title) => mapNeighbours(bundle, bundleRows.get(title.slug), engineRows)),
    alike: titles.map((title) =>
      content.similar(title, ALIKE).map(({ index, similarity }) => ({ row: index, weight: similarity })),
    ),
  };
}

type Placing = Pick<Table, 'encoders' | 'titles' | 'priors' | 'inGraph'>;

function placeGraphTitle(bundle: Bundle, from: number, row: number, table: Placing): void {
  const { dimensions } = bundle.manifest;
  const { encodeScale, decodeScale } = bundle.titles[from]!;
  for (let d = 0; d < dimensions; d++) {
    const z = bundle.titleVectors[from * dimensions + d]!;
    table.encoders[row * dimensions + d] = z * encodeScale;
    table.titles[row * dimensions + d] = z * decodeScale;
  }
  table.priors[row] = bundle.priors[from]!;
}

function placeContentTitles(titles: readonly CatalogueTitle[], dimensions: number, table: Placing): void {
  const graphRows = titles.flatMap((_, row) => (table.inGraph[row] === 1 ? [row] : []));
  if (graphRows.length === 0) return;
  const index = indexContent(graphRows.map((row) => titles[row]!));
  for (const [row, title] of titles.entries()) {
    if (table.inGraph[row] === 1) continue;
    const near = index.similar(title).map(({ index: place, similarity }) => ({
      row: graphRows[place]!,
      weight: similarity * similarity,
    }));
    blend(table.encoders, row, near, dimensions, CONTENT_TRUST.encoders);
    blend(table.titles, row, near, dimensions, CONTENT_TRUST.titles);
    const total = near.reduce((sum, { weight }) => sum + weight, 0) || 1;
    const mean = near.reduce((sum, one) => sum + one.weight * table.priors[one.row]!, 0) / total;
    table.priors[row] = mean - CONTENT_PRIOR_STEP;
  }
}

/** The weighted mean of the neighbours, stretched back to their usual length: a mean of directions is too short. */
function blend(
  matrix: Float32Array,
  row: number,
  near: readonly WeightedRow[],
  dimensions: number,
  trust: number,
): void {
  const target = matrix.subarray(row * dimensions, (row + 1) * dimensions);
  let total = 0;
  let usual = 0;
  for (const { row: from, weight } of near) {
    const source = matrix.subarray(from * dimensions, (from + 1) * dimensions);
    for (let d = 0; d < dimensions; d++) target[d]! += weight * source[d]!;
    usual += weight * Math.sqrt(dot(source, source));
    total += weight;
  }
  const length = Math.sqrt(dot(target, target));
  if (total === 0 || length === 0) return;
  const factor = (trust * usual) / total / length;
  for (let d = 0; d < dimensions; d++) target[d]! *= factor;
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
