/** Table + ONNX client → the `Engine` that the pipeline knows. */
import { type Engine, weighHistory } from '../recommender/engine.ts';
import { type Bundle, populationWeight } from './bundle.ts';
import { nearestExact } from './exact.ts';
import type { OnnxClient } from './onnx-client.ts';
import type { CatalogueTitle, Table } from './table.ts';

export type LoadedEngine = Engine & {
  close(): Promise<void>;
  crash(): Promise<void>;
};

export function assembleEngine(
  bundle: Bundle,
  titles: readonly CatalogueTitle[],
  table: Table,
  client: OnnxClient,
): LoadedEngine {
  const rowOf = new Map(titles.map((title, row) => [title.id, row]));
  const { dimensions } = bundle.manifest;
  const view = (matrix: Float32Array, row: number) =>
    matrix.subarray(row * dimensions, (row + 1) * dimensions);
  const { vector, coWatch, prior, bias } = bundle.manifest.linkPredictor;
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
