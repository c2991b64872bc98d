import { database } from '../../../db/client.ts';
import { titles } from '../../../db/schema/titles.ts';
import { catalogueStamp } from '../facts.ts';
import { buildLexicon, type Lexicon } from './lexicon.ts';

type Kept = { readonly stamp: string; readonly lexicon: Promise<Lexicon> };

const key = Symbol.for('matinee.lexicon');
const shared = globalThis as { [key]?: Kept };

/** The names of the catalogue as it stands. Built once, and again when titles were added. */
export async function readLexicon(): Promise<Lexicon> {
  const stamp = await catalogueStamp();
  if (shared[key]?.stamp === stamp) return shared[key].lexicon;
  const lexicon = readNamedTitles().then(buildLexicon);
  shared[key] = { stamp, lexicon };
  // A failed read is not kept: the next one tries again.
  lexicon.catch(() => {
    if (shared[key]?.lexicon === lexicon) delete shared[key];
  });
  return lexicon;
}

function readNamedTitles() {
  return database()
    .select({
      id: titles.id,
      name: titles.name,
      year: titles.year,
      makers: titles.makers,
      cast: titles.cast,
      language: titles.language,
      priorCount: titles.priorCount,
      synopsis: titles.synopsis,
    })
    .from(titles);
}
