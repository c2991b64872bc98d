/** Table + ONNX client → the `Engine` that the pipeline knows. */
import { logger } from '../monitoring/logger.ts';
import { type Engine, weighHistory } from '../recommender/engine.ts';
import { indexTitles } from '../recommender/titles/title-index.ts';
import { populationWeight } from './bundle.ts';
import type { Hnsw } from './hnsw.ts';
import { openExact, openGraph } from './nearest.ts';
import type { OnnxClient } from './onnx-client.ts';
import { assembleRanker } from './ranker.ts';
import { runInSlices } from './slices.ts';
import { type CatalogueTitle, type Layout, putTitles } from './table.ts';

export type LoadedEngine = Engine & {
  /** The same model with titles added or changed; this one goes on serving as it is. One call at a time. */
  withTitles(changed: readonly CatalogueTitle[]): Promise<LoadedEngine>;
  close(): Promise<void>;
  crash(): Promise<void>;
};

let revisions = 0;

/** What engines of one model share; the last to leave closes it. */
export type Shared = { readonly client: OnnxClient; readonly graph: Hnsw | undefined; holders: number };

export async function assembleEngine(layout: Layout, shared: Shared): Promise<LoadedEngine> {
  const { bundle, titles, rowOf, table } = layout;
  const { client, graph } = shared;
  const index = graph ? openGraph(table.matrix, graph) : openExact(table.matrix);
  const { dimensions } = bundle.manifest;
  const view = (matrix: Float32Array, row: number) =>
    matrix.subarray(row * dimensions, (row + 1) * dimensions);
  const { vector, coWatch, prior, bias } = bundle.manifest.linkPredictor;
  shared.holders += 1;
  const engine: LoadedEngine = {
    version: bundle.manifest.version,
    revision: ++revisions,
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
    neighbourLists: table.neighbours,
    alikeLists: table.alike,
    nearest: index.search,
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
    ranker: assembleRanker(layout, client),
    async withTitles(changed) {
      const next = await runInSlices(putTitles(layout, changed));
      const rows = changed.map(({ id }) => next.rowOf.get(id)!);
      graph
        ?.put(next.table.titles, rows)
        .catch((error: unknown) =>
          logger().warn({ error }, 'titles were not put into the graph of nearest titles'),
        );
      return assembleEngine(next, shared);
    },
    async close() {
      shared.holders -= 1;
      if (shared.holders === 0) await Promise.all([client.close(), graph?.close()]);
    },
    crash: () => client.crash(),
  };
  await runInSlices(indexTitles(engine));
  return engine;
}
