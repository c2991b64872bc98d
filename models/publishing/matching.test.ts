import { expect, it } from 'vitest';
import { foldAccents } from '../../db/seed/slug.ts';
import { matchTitles, parseMovieLensTitle, restoreArticle } from './matching.ts';

it('puts articles back in front', () => {
  expect(restoreArticle('Matrix, The')).toBe('The Matrix');
  expect(restoreArticle("Avventura, L'")).toBe("L'Avventura");
  expect(restoreArticle('Librarian, The: The Curse')).toBe('The Librarian: The Curse');
  expect(restoreArticle('Crouching Tiger, Hidden Dragon')).toBe('Crouching Tiger, Hidden Dragon');
});

it('reads every name a title goes by', () => {
  expect(parseMovieLensTitle("Amelie (Fabuleux destin d'Amélie Poulain, Le) (2001)")).toEqual({
    names: ['Amelie', "Le Fabuleux destin d'Amélie Poulain"],
    year: 2001,
  });
  expect(parseMovieLensTitle('Seven (a.k.a. Se7en) (1995)').names).toEqual(['Seven', 'Se7en']);
  expect(parseMovieLensTitle('Babylon 5')).toEqual({ names: ['Babylon 5'], year: null });
});

it('matches by folded name, original name and exact year, each slug once', () => {
  const catalogue = [
    {
      title: 'Amélie',
      originalTitle: "Le Fabuleux Destin d'Amélie Poulain",
      year: 2001,
      slug: 'amelie-2001',
    },
    { title: 'The Thing', originalTitle: 'The Thing', year: 1982, slug: 'the-thing-1982' },
    { title: 'Spirited Away', originalTitle: '千と千尋の神隠し', year: 2001, slug: 'spirited-away-2001' },
  ];
  const titles = [
    "Amelie (Fabuleux destin d'Amélie Poulain, Le) (2001)",
    'Thing, The (1982)',
    'Thing, The (2011)',
    'Spirited Away (Sen to Chihiro no kamikakushi) (2001)',
    'Thing, The (1982)',
  ];
  expect(matchTitles(titles, catalogue, foldAccents)).toEqual([
    'amelie-2001',
    'the-thing-1982',
    null,
    'spirited-away-2001',
    null,
  ]);
});
