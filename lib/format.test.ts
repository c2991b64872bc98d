import { describe, expect, it } from 'vitest';
import {
  choiceName,
  choiceWords,
  countryName,
  countText,
  dateText,
  genreName,
  languageName,
  listText,
  relativeTime,
  runtimeText,
  starsText,
} from './format.ts';

describe('format', () => {
  it('names languages and countries, and leaves an unknown code as it is', () => {
    expect([languageName('te'), languageName('yue'), countryName('KR'), countryName('?')]).toEqual([
      'Telugu',
      'Cantonese',
      'South Korea',
      '?',
    ]);
  });

  it('says a choice on its own and within a sentence', () => {
    const said = [
      { facet: 'language', value: 'te' },
      { facet: 'decade', value: '1970' },
      { facet: 'kind', value: 'film' },
      { facet: 'genre', value: 'science-fiction' },
      { facet: 'keyword', value: 'new-york' },
      { facet: 'person', value: 'k.d. lang' },
    ];
    expect(said.map((one) => choiceName(one, ''))).toEqual([
      ...['Telugu', 'The 1970s', 'Films', 'Science fiction', 'New York', 'k.d. lang'],
    ]);
    expect(choiceName({ facet: 'title', value: '7' }, 'Arrival')).toBe('Like Arrival');
    expect(said.map(choiceWords)).toEqual([
      ...['Telugu', 'the 1970s', 'films', 'science fiction', 'New York', 'k.d. lang'],
    ]);
  });

  it('says runtimes as people do', () => {
    expect([runtimeText(116), runtimeText(120), runtimeText(125), runtimeText(45, 'series')]).toEqual([
      '1 h 56',
      '2 h',
      '2 h 05',
      '45 min an episode',
    ]);
  });

  it('says half stars', () => {
    expect([0.5, 1, 1.5, 3.5, 5].map(starsText)).toEqual([
      '½ star',
      '1 star',
      '1½ stars',
      '3½ stars',
      '5 stars',
    ]);
  });

  it('says only as much of a date as is known', () => {
    expect([
      dateText('2024-03-14'),
      dateText('2024-03-01', 'month'),
      dateText('2024-01-01', 'year'),
      dateText(null),
    ]).toEqual(['14 March 2024', 'March 2024', '2024', 'Some time']);
  });

  it('says how long ago something was', () => {
    const now = Date.UTC(2025, 0, 10, 12);
    expect([5_000, 300_000, 90_000_000].map((past) => relativeTime(now - past, now))).toEqual([
      'just now',
      '5 minutes ago',
      'yesterday',
    ]);
  });

  it('joins names, counts things and spells genres', () => {
    expect(listText(['Sam', 'Ben', 'Ana'])).toBe('Sam, Ben and Ana');
    expect([countText(1, 'title'), countText(1234, 'title')]).toEqual(['1 title', '1,234 titles']);
    expect(genreName('science-fiction')).toBe('Science fiction');
  });
});
