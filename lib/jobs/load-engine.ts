/** Keeps the engine up with bundles and catalogue. What was live serves until another one is wholly ready. */
import path from 'node:path';
import { catalogueStamp, readAllFacts, readFacts, readVersions } from '../catalog/facts.ts';
import { forgetFacts } from '../catalog/kept-facts.ts';
import { readEnv } from '../env.ts';
import type { LoadedEngine } from '../inference/assemble.ts';
import { type Bundle, readBundle } from '../inference/bundle.ts';
import { goLive, liveEngine } from '../inference/live.ts';
import { loadEngine } from '../inference/load.ts';
import { bundlesStamp, listBundleFolders } from '../model-registry/bundles.ts';
import { logger } from '../monitoring/logger.ts';
import { metrics } from '../monitoring/metrics.ts';
import type { TitleId } from '../recommender/types.ts';

/** What was live after the last look. */
type Seen = {
  readonly engine: LoadedEngine | undefined;
  readonly bundles: string;
  readonly catalogue: string;
  readonly versions: ReadonlyMap<TitleId, string>;
};

let seen: Seen | undefined;

/**
 * A new bundle is loaded whole; titles that were added, edited or flagged are put into the live engine. Returns whether
 * an engine is live afterwards. Never throws: without a model people get the fallbacks. One call at a time.
 */
export async function refreshEngine(): Promise<boolean> {
  try {
    const bundles = bundlesStamp(readEnv().BUNDLES_DIR);
    const catalogue = await catalogueStamp();
    const before = seen?.engine === liveEngine() ? seen : undefined;
    if (before?.bundles === bundles && before.catalogue === catalogue) return before.engine !== undefined;
    if (before?.catalogue !== catalogue) forgetFacts();
    const versions = await readVersions();
    const engine =
      before?.engine && before.bundles === bundles && !isAnyGone(before.versions, versions)
        ? await putChanged(before.engine, before.versions, versions)
        : await loadWhole();
    seen = { engine: liveEngine(), bundles, catalogue, versions };
    if (engine) {
      metrics().engine.reset();
      metrics().engine.set({ version: engine.version }, engine.size);
    }
  } catch (error) {
    logger().error({ error }, 'the engine could not be loaded; what was live stays live');
  }
  return liveEngine() !== undefined;
}

function isAnyGone(before: ReadonlyMap<TitleId, string>, now: ReadonlyMap<TitleId, string>): boolean {
  return [...before.keys()].some((id) => !now.has(id));
}

async function putChanged(
  engine: LoadedEngine,
  before: ReadonlyMap<TitleId, string>,
  now: ReadonlyMap<TitleId, string>,
): Promise<LoadedEngine> {
  const changed = [...now].filter(([id, version]) => before.get(id) !== version).map(([id]) => id);
  const next = await engine.withTitles(await readFacts(changed));
  goLive(next);
  return next;
}

async function loadWhole(): Promise<LoadedEngine | undefined> {
  const bundle = firstSoundBundle(readEnv().BUNDLES_DIR);
  if (!bundle) return undefined;
  const engine = await loadEngine(bundle, await readAllFacts(), (reason) => {
    metrics().workerCrashes.inc();
    logger().warn({ reason }, 'the inference worker ended; a new one is started');
  });
  goLive(engine);
  return engine;
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
