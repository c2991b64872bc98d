/** Bundle + catalogue facts → Engine: rows for every title, precomputed, with ONNX Runtime behind a worker. */
import { assembleEngine, type LoadedEngine } from './assemble.ts';
import type { Bundle } from './bundle.ts';
import { buildGraph } from './nearest.ts';
import { openOnnxClient } from './onnx-client.ts';
import { runInSlices } from './slices.ts';
import { type CatalogueTitle, layOut } from './table.ts';

/** Loads and warms everything before it returns: whoever holds the result may serve with it at once. */
export async function loadEngine(
  bundle: Bundle,
  titles: readonly CatalogueTitle[],
  onCrash?: (reason: string) => void,
): Promise<LoadedEngine> {
  const layout = await runInSlices(layOut(bundle, titles));
  const { userEncoder: encoder, linkPredictor: predictor } = bundle;
  const client = openOnnxClient({ encoder, predictor, ranker: bundle.ranker?.graph ?? null }, onCrash);
  await client.ready;
  const graph = await buildGraph(layout.table.titles, bundle.manifest.dimensions);
  return assembleEngine(layout, { client, graph, holders: 0 });
}
