import { sql } from 'drizzle-orm';
import { transaction } from '../../db/client.ts';
import { titles } from '../../db/schema/titles.ts';
import { readEnv } from '../env.ts';
import type { BundleTitle } from '../inference/bundle.ts';
import { listBundleFolders } from '../model-registry/bundles.ts';
import { readFact, writeFact } from './facts.ts';
import { firstSoundBundle } from './load-engine.ts';

/** Gives titles the mean rating of the served bundle's training data; what only older bundles knew goes. */
export async function takePriorRatings(catalogue: string): Promise<void> {
  const { BUNDLES_DIR } = readEnv();
  const newest = listBundleFolders(BUNDLES_DIR)[0];
  if (!newest || (await readFact('prior-ratings')) === factOf(newest, catalogue)) return;
  const bundle = firstSoundBundle(BUNDLES_DIR);
  if (!bundle) return;
  await writePriorRatings(bundle.titles);
  await writeFact('prior-ratings', factOf(bundle.folder, catalogue));
}

const factOf = (bundleFolder: string, catalogue: string) =>
  `${bundleFolder.split(/[\\/]/).at(-1)} on ${catalogue}`;

async function writePriorRatings(rows: readonly BundleTitle[]): Promise<void> {
  const priors = rows.flatMap(({ slug, meanRating, ratings }) =>
    slug ? [{ slug, rating: meanRating, count: ratings }] : [],
  );
  const given = sql`jsonb_to_recordset(${JSON.stringify(priors)}::jsonb) as prior(slug text, rating real, count int)`;
  await transaction(async (tx) => {
    await tx.update(titles).set({ priorRating: null, priorCount: 0 });
    await tx.execute(
      sql`update titles set prior_rating = prior.rating, prior_count = prior.count from ${given} where titles.slug = prior.slug`,
    );
  });
}
