import { foldForSearch, wordsOf } from './search-text.ts';

type Credited = { readonly makers: readonly string[]; readonly cast: readonly string[] };

const MOST_PEOPLE = 3;
const CLOSE_ENOUGH = 0.45;

/** Makers and actors of the titles found whose own name was typed, those in most of the titles first. */
export function matchingPeople(query: string, found: readonly Credited[]): string[] {
  const credits = new Map<string, number>();
  for (const { makers, cast } of found) {
    for (const name of new Set([...makers, ...cast])) credits.set(name, (credits.get(name) ?? 0) + 1);
  }
  const words = wordsOf(query);
  if (query.length < 2) return [];
  return [...credits]
    .map(([name, count]) => ({ name, count, match: matchOf(words, name) }))
    .filter(({ match }) => match >= CLOSE_ENOUGH)
    .sort((a, b) => b.match - a.match || b.count - a.count || a.name.localeCompare(b.name))
    .slice(0, MOST_PEOPLE)
    .map(({ name }) => name);
}

/** 1 when every word typed begins a word of the name, else the weakest word's closest spelling. */
function matchOf(words: readonly string[], name: string): number {
  const parts = wordsOf(foldForSearch(name));
  const matches = words.map((word) => Math.max(0, ...parts.map((part) => closeness(word, part))));
  return Math.min(1, ...matches);
}

function closeness(typed: string, part: string): number {
  if (part.startsWith(typed)) return 1;
  if (typed.length < 4) return 0;
  const a = trigramsOf(typed);
  const b = trigramsOf(part);
  const shared = [...a].filter((piece) => b.has(piece)).length;
  return shared / (a.size + b.size - shared);
}

function trigramsOf(word: string): Set<string> {
  const padded = `  ${word} `;
  return new Set(Array.from({ length: padded.length - 2 }, (_, at) => padded.slice(at, at + 3)));
}
