/** Finds the bundle, loads it over today's catalogue and puts it live. The last good engine stays until then. */
import path from 'node:path';
import { readAllFacts } from '../catalog/facts.ts';
import { readEnv } from '../env.ts';
import { type Bundle, readBundle } from '../inference/bundle.ts';
import { goLive, liveEngine } from '../inference/live.ts';
import { loadEngine } from '../inference/load.ts';
import { listBundleFolders } from '../model-registry/bundles.ts';
import { logger } from '../monitoring/logger.ts';
import { metrics } from '../monitoring/metrics.ts';

/** Returns whether an engine is live afterwards. Never throws: without a model people get the fallbacks. */
export async function refreshEngine(): Promise<boolean> {
  try {
    const bundle = firstSoundBundle(readEnv().BUNDLES_DIR);
    if (!bundle) return liveEngine() !== undefined;
    const titles = await readAllFacts();
    const engine = await loadEngine(bundle, titles, (reason) => {
      metrics().workerCrashes.inc();
      logger().warn({ reason }, 'the inference worker ended; a new one is started');
    });
    goLive(engine);
    metrics().engine.reset();
    metrics().engine.set({ version: engine.version }, engine.size);
    return true;
  } catch (error) {
    logger().error({ error }, 'the engine could not be loaded; what was live stays live');
    return liveEngine() !== undefined;
  }
}

/** The first that is whole and ours; every refusal is logged with its reason and counted. */
export function firstSoundBundle(bundlesFolder: string): Bundle | undefined {
  for (const folder of listBundleFolders(bundlesFolder)) {
    try {
      return readBundle(folder);
    } catch (error) {
      metrics().refusedBundles.inc();
      const reason = error instanceof Error ? error.message : String(error);
      logger().error({ bundle: path.basename(folder), reason }, 'model bundle refused');
    }
  }
  return undefined;
}
