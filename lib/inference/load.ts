/** Bundle + catalogue facts → Engine: rows for every title, precomputed, with ONNX Runtime behind a worker. */
import { indexContent } from '../recommender/content.ts';
import { type Engine, type WeightedRow, weighHistory } from '../recommender/engine.ts';
import { featureNamesOf, type KnownTitle, regressOnFeatures } from '../recommender/feature-regression.ts';
import type { TitleFacts } from '../recommender/types.ts';
import { type Bundle, populationWeight } from './bundle.ts';
import { nearestExact } from './exact.ts';
import { openOnnxClient } from './onnx-client.ts';

export type LoadedEngine = Engine & {
  close(): Promise<void>;
  crash(): Promise<void>;
};

export type CatalogueTitle = TitleFacts & { readonly slug: string };

/**
 * Regression makes scores too small: as a title to find, one outside the graph speaks this much louder (`voice` in
 * `npm run evaluate -- --study cold-titles`). As history it stays as quiet as regression makes it.
 */
const CONTENT_VOICE = 2;
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

/** Titles outside the graph: what their features say, learned from the graph's own titles. */
function placeContentTitles(
  bundle: Bundle,
  titles: readonly CatalogueTitle[],
  engineRows: ReadonlyMap<number, number>,
  table: Placing,
): void {
  if (engineRows.size === 0 || engineRows.size === titles.length) return;
  const { dimensions } = bundle.manifest;
  const width = 2 * dimensions + 1;
  const known = Array.from(engineRows, ([from, row]) => ({
    features: featureNamesOf(titles[row]!),
    support: bundle.titles[from]!.likes,
  }));
  const placed = remember(`${bundle.manifest.version} ${JSON.stringify(known)}`, () =>
    learnPlaces(known, [...engineRows.values()], table, dimensions),
  );
  for (const [row, title] of titles.entries()) {
    if (table.inGraph[row] === 1) continue;
    const said = placed(featureNamesOf(title));
    for (let d = 0; d < dimensions; d++) {
      table.titles[row * dimensions + d] = CONTENT_VOICE * said[d]!;
      table.encoders[row * dimensions + d] = said[dimensions + d]!;
    }
    table.priors[row] = said[width - 1]! - CONTENT_PRIOR_STEP;
  }
}

type Placer = ReturnType<ReturnType<typeof regressOnFeatures>['learn']>;

let remembered: { readonly of: string; readonly placer: Placer } | undefined;

/** A catalogue that only grew teaches nothing new of the graph's titles: learning again would stop the server for a second. */
function remember(of: string, learn: () => Placer): Placer {
  if (remembered?.of !== of) remembered = { of, placer: learn() };
  return remembered.placer;
}

/** → features of a title to its vector, its encoder vector and its prior [2 · dimensions + 1]. */
function learnPlaces(
  known: readonly KnownTitle[],
  graphRows: readonly number[],
  table: Placing,
  dimensions: number,
): Placer {
  const regression = regressOnFeatures(known);
  const width = 2 * dimensions + 1;
  const targets = new Float32Array(regression.anchors.length * width);
  regression.anchors.forEach((anchor, place) => {
    const row = graphRows[anchor]!;
    targets.set(table.titles.subarray(row * dimensions, (row + 1) * dimensions), place * width);
    targets.set(
      table.encoders.subarray(row * dimensions, (row + 1) * dimensions),
      place * width + dimensions,
    );
    targets[(place + 1) * width - 1] = table.priors[row]!;
  });
  return regression.learn(targets, width);
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
