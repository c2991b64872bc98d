import { genreName, languageName, listText, runtimeText } from '@/lib/format.ts';
import type { NightConstraints } from '@/lib/nights/types.ts';

export const RUNTIMES = [90, 120, 150] as const;
export const MATURITIES = [7, 12, 16] as const;

/** Everything tonight's title must be, each in a few words: "up to 2 h", "Telugu or French" … */
export function constraintWords(
  constraints: NightConstraints,
  listNames: ReadonlyMap<string, string>,
): string[] {
  const keys = Object.keys(constraints) as (keyof NightConstraints)[];
  return keys.filter((key) => isSet(constraints[key])).map((key) => wordsOf(key, constraints, listNames));
}

/** One constraint, as it stands after "without". */
export function wordsOf(
  key: keyof NightConstraints,
  constraints: NightConstraints,
  listNames: ReadonlyMap<string, string> = new Map(),
): string {
  const { longest, maturity, languages = [], kind, genres = [], fromLists = [] } = constraints;
  switch (key) {
    case 'longest':
      return `up to ${runtimeText(longest ?? 0)}`;
    case 'maturity':
      return `fit for ${maturity}-year-olds`;
    case 'languages':
      return `in ${either(languages.map(languageName))}`;
    case 'kind':
      return kind === 'series' ? 'series only' : 'films only';
    case 'genres':
      return either(genres.map((genre) => genreName(genre).toLowerCase()));
    case 'unseen':
      return 'nobody has seen it';
    case 'fromLists':
      return `from ${listText(fromLists.map((id) => listNames.get(id) ?? sourceName(id)))}`;
  }
}

export function withoutConstraint(
  constraints: NightConstraints,
  key: keyof NightConstraints,
): NightConstraints {
  const { [key]: _, ...rest } = constraints;
  return rest;
}

function isSet(value: NightConstraints[keyof NightConstraints]): boolean {
  return value !== undefined && value !== false && !(Array.isArray(value) && value.length === 0);
}

function sourceName(id: string): string {
  return id === 'watchlists' ? 'your watchlists' : 'a shared list';
}

function either(words: readonly string[]): string {
  return new Intl.ListFormat('en-GB', { type: 'disjunction' }).format(words);
}
