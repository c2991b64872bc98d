/** What ships: the bundle and the catalogue of the repository, and the server over a new database. */
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { closeDatabase } from '../db/client.ts';
import { startEmbeddedDatabase } from '../db/embedded/start.ts';
import { readCatalogue } from '../db/seed/catalogue.ts';
import { signUp } from '../lib/account/sign-up.ts';
import { createToken } from '../lib/account/tokens.ts';
import { provideEnv, readEnv } from '../lib/env.ts';
import { loadEngine } from '../lib/inference/load.ts';
import { firstSoundBundle } from '../lib/jobs/load-engine.ts';
import { rateTitle } from '../lib/library/rate.ts';
import { benchPipeline } from './pipeline.ts';
import type { Measured } from './report.ts';
import { benchSearch } from './search.ts';
import { askInTurn, type Caller, withServer } from './server.ts';

const ROUNDS = 600;

export async function benchShipped(): Promise<Measured[]> {
  const bundle = firstSoundBundle(readEnv().BUNDLES_DIR);
  if (!bundle) throw new Error('No sound model bundle: train one with `npm run train` first.');
  const titles = readCatalogue().map(({ title, ...facts }, id) => ({
    ...facts,
    id,
    name: title,
    flagged: false,
  }));
  const engine = await loadEngine(bundle, titles);
  const rows = await benchPipeline(engine);
  await engine.close();
  return [...rows, ...(await benchServer())];
}

async function benchServer(): Promise<Measured[]> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'matinee-bench-'));
  const stored = await startEmbeddedDatabase(folder);
  const env = { DATA_DIR: path.join(folder, 'data'), DATABASE_URL: stored.url };
  try {
    return await withServer(env, async (address) => {
      provideEnv({ DATABASE_URL: stored.url });
      const caller = await makeCaller(address);
      const served = [await askInTurn([caller], 1, ROUNDS), await askInTurn([caller], 8, ROUNDS)];
      return [...served, ...(await benchSearch('shipped catalogue'))];
    });
  } finally {
    await closeDatabase();
    await stored.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A person with forty ratings and a token. */
async function makeCaller(address: string): Promise<Caller> {
  const password = 'a long enough password';
  const named = { email: 'bench@example.org', handle: 'bench', displayName: 'Bench' };
  const { userId } = await signUp({ ...named, password });
  for (let titleId = 1; titleId <= 200; titleId += 5) await rateTitle(userId, titleId, 1 + (titleId % 5));
  const { token } = await createToken(userId, 'bench');
  return { url: `${address}/api/recommend/${userId}`, headers: { authorization: `Bearer ${token}` } };
}
