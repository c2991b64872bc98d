/** Fills the database at every start: the catalogue, the model's ratings, the demo circle. Only what is new is written. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { catalogueFolder, readCatalogue } from '../../db/seed/catalogue.ts';
import { importTitles } from '../catalog/import.ts';
import { loadDemoCircle, removeDemoCircle } from './demo-circle.ts';
import { readFact, writeFact } from './facts.ts';
import { takePriorRatings } from './prior-ratings.ts';

export async function seedDatabase({ demo }: { readonly demo: boolean }): Promise<void> {
  const catalogue = await seedCatalogue();
  await takePriorRatings(catalogue);
  if (demo) await loadDemoCircle();
  else await removeDemoCircle();
}

/** Titles of the first start count as always there; later ones are new on the day they come. */
async function seedCatalogue(): Promise<string> {
  const known = await readFact('catalogue');
  const hash = hashOfCatalogue();
  if (known !== hash) {
    await importTitles(readCatalogue(), { addedAt: known === undefined ? null : new Date() });
    await writeFact('catalogue', hash);
  }
  return hash;
}

/** The code that folds names for search counts too: what it wrote has to be written again when it changes. */
function hashOfCatalogue(): string {
  const rows = readdirSync(catalogueFolder)
    .sort()
    .map((name) => path.join(catalogueFolder, name));
  const hash = createHash('sha256');
  for (const file of [...rows, path.resolve('lib/catalog/search-text.ts')]) hash.update(readFileSync(file));
  return hash.digest('hex');
}
