import { foldAccents } from '../../db/seed/slug.ts';

type Searchable = {
  readonly name: string;
  readonly originalName: string;
  readonly makers: readonly string[];
  readonly cast: readonly string[];
};

/** What `titles.search_text` holds: the name, the original name, the name without its signs, then one line a person. */
export function searchTextOf({ name, originalName, makers, cast }: Searchable): string {
  return [name, originalName, withoutSigns(name), ...makers, ...cast].map(foldForSearch).join('\n');
}

export const NAME_LINES = [1, 2, 3] as const;

/** `WALL·E` → `WALLE`, `Spider-Man` → `SpiderMan`: what people type. */
function withoutSigns(name: string): string {
  return name.replace(/(?<=\S)[^\p{L}\p{N}\p{M}\s](?=\S)/gu, '');
}

/** Both sides of every comparison go through here: `8½` and `8 1/2`, `Amélie` and `amelie` are one. */
export function foldForSearch(text: string): string {
  return foldAccents(text.replaceAll('½', ' 1/2')).replace(/['’]/g, '').replace(/\s+/g, ' ').trim();
}

/** `The Godfather` → `godfather`: what people type. */
export function withoutArticle(folded: string): string {
  return folded.replace(/^(the|a|an) (?=.)/, '');
}

export function wordsOf(folded: string): string[] {
  return folded.split(/[^\p{L}\p{N}\p{M}]+/u).filter((word) => word !== '');
}
