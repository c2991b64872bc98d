/** Everything a description may say that is no name: the catalogue's vocabulary, everyday words for it, turns of speech. */
import { GENRES, KEYWORDS } from '../../../db/seed/vocabulary.ts';
import type { Facet } from '../../recommender/types.ts';
import { everydayWords, tooCommon } from './everyday-words.ts';
import { type Turn, turnsOfSpeech } from './turns-of-speech.ts';

export type Pick = { readonly facet: Facet; readonly value: string };

/** What a stretch of words says. */
export type Meaning =
  | { readonly kind: 'picks'; readonly wanted: readonly Pick[]; readonly unwanted: readonly Pick[] }
  | { readonly kind: 'turn'; readonly turn: Turn };

export type Vocabulary = {
  readonly phrases: ReadonlyMap<string, Meaning>;
  readonly words: ReadonlySet<string>;
  readonly longest: number;
};

export const vocabulary = readVocabulary();

function readVocabulary(): Vocabulary {
  const phrases = new Map<string, Meaning>();
  const add = (phrase: string, meaning: Meaning) => phrases.set(phrase.replaceAll('-', ' '), meaning);
  for (const value of KEYWORDS) {
    if (!tooCommon.has(value))
      for (const form of formsOf(value)) add(form, saying([{ facet: 'keyword', value }]));
  }
  for (const value of GENRES)
    for (const form of formsOf(value)) add(form, saying([{ facet: 'genre', value }]));
  for (const [meant, said] of Object.entries(everydayWords)) {
    for (const phrase of said.split(', ')) add(phrase, meaningOf(meant));
  }
  for (const [turn, said] of Object.entries(turnsOfSpeech)) {
    for (const phrase of said.split(', ')) add(phrase, { kind: 'turn', turn: turn as Turn });
  }
  const split = [...phrases.keys()].map((phrase) => phrase.split(' '));
  return {
    phrases,
    words: new Set(split.flat()),
    longest: Math.max(...split.map((words) => words.length)),
  };
}

/** `witch` → `witches`, `city` → `cities`. */
function formsOf(word: string): string[] {
  if (/[^aeiou]y$/.test(word)) return [word, `${word.slice(0, -1)}ies`];
  return [word, /(s|x|ch|sh)$/.test(word) ? `${word}es` : `${word}s`];
}

/** `language:ja genre:animation | genre:animation`: what is wanted, and what is not wanted where that differs. */
function meaningOf(meant: string): Meaning {
  const [wanted = '', unwanted] = meant.split('|').map((part) => part.trim());
  return saying(picksOf(wanted), unwanted === undefined ? undefined : picksOf(unwanted));
}

function picksOf(text: string): Pick[] {
  return [...text.matchAll(/(\w+):(.+?)(?= \w+:|$)/g)].map(([, facet, value]) => ({
    facet: facet as Facet,
    value: value!,
  }));
}

function saying(wanted: readonly Pick[], unwanted: readonly Pick[] = wanted): Meaning {
  return { kind: 'picks', wanted, unwanted };
}
