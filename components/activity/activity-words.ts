import type { ActivityThing } from '@/lib/feed/activity.ts';
import type { FriendVerb } from '@/lib/feed/happened.ts';
import { countText, listText } from '@/lib/format.ts';

/** In the order of a sentence, and without their object. */
const said: readonly (readonly [FriendVerb, string])[] = [
  ['watched', 'watched'],
  ['rated', 'rated'],
  ['liked', 'loved'],
  ['noted', 'wrote about'],
];

/** "watched, rated and loved" of one title, "rated 4 films" of several, "wants to watch 3 titles". */
export function deedOf(things: readonly ActivityThing[]): string {
  const verbs = wordsFor(things);
  return things.length === 1 ? verbs : `${verbs} ${countOf(things)}`;
}

function wordsFor(things: readonly ActivityThing[]): string {
  const done = new Set(things.flatMap(({ verbs }) => verbs));
  if (done.has('watchlisted')) return 'wants to watch';
  const words = said.flatMap(([verb, word]) => (done.has(verb) ? [word] : []));
  // Of several titles the sentence tells what is true of all; what else was done stands with each.
  const ofAll = said.flatMap(([verb, word]) =>
    things.every(({ verbs }) => verbs.includes(verb)) ? [word] : [],
  );
  return listText(ofAll.length > 0 ? ofAll : words);
}

/** "4 films", "1 series and 2 films" would be too much: "3 titles" where kinds mix. */
export function countOf(things: readonly ActivityThing[]): string {
  const kinds = new Set(things.map(({ title }) => title.kind));
  if (kinds.size > 1) return countText(things.length, 'title');
  return kinds.has('film') ? countText(things.length, 'film') : countText(things.length, 'series', 'series');
}
