import { expect, it } from 'vitest';
import type { GroupReason } from '../recommender/group/reasons.ts';
import { groupReasonWords } from './group-words.ts';

it.each<[string, GroupReason]>([
  ['like Arrival', { kind: 'like', titleName: 'Arrival' }],
  ['Denis Villeneuve', { kind: 'person', name: 'Denis Villeneuve' }],
  ['slow-burn science fiction', { kind: 'about', keyword: 'slow-burn', genre: 'science-fiction' }],
  ['crime, heist', { kind: 'about', keyword: 'heist', genre: 'crime' }],
  ['western', { kind: 'about', keyword: 'western', genre: 'western' }],
  ['World War Two', { kind: 'about', keyword: 'world-war-two', genre: null }],
  ['the 1970s', { kind: 'choice', facet: 'decade', value: '1970' }],
  ['Telugu', { kind: 'choice', facet: 'language', value: 'te' }],
])('says "%s" after a name and a colon', (words, reason) => {
  expect(groupReasonWords(reason)).toBe(words);
});
