import { beforeAll, expect, it } from 'vitest';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle } from '../../db/testing/factories.ts';
import { statementsOf } from '../../db/testing/statements.ts';
import type { Choice, Filters } from '../recommender/types.ts';
import { choosePool, readPools } from './pool.ts';

const rows = Array.from({ length: 60 }, (_, index) => ({
  kind: index % 4 === 0 ? ('series' as const) : ('film' as const),
  genres: index % 3 === 0 ? ['horror', 'comedy'] : ['drama'],
  language: index % 5 === 0 ? 'ko' : 'en',
  maturity: index % 2 === 0 ? 16 : 7,
  priorCount: (index * 37) % 61,
}));
let ids: number[];

beforeAll(async () => {
  await createTestDatabase();
  ids = [];
  for (const row of rows) ids.push((await makeTitle(row)).id);
});

const said = (facet: Choice['facet'], value: string, wanted = true): Choice => ({ facet, value, wanted });
const asked = (filters: Filters = {}, maturityLimit: number | null = null) => ({ filters, maturityLimit });

/** The same, by going through all titles. */
const expected = (fits: (row: (typeof rows)[number]) => boolean) =>
  rows
    .map((row, index) => ({ row, id: ids[index]! }))
    .filter(({ row }) => fits(row))
    .sort((a, b) => b.row.priorCount - a.row.priorCount || b.id - a.id)
    .map(({ id }) => id);

it('holds what the filters and the maturity limit leave, best known first', async () => {
  expect(await readPools(asked(), [])).toEqual({ wide: expected(() => true), tightened: null });
  const { wide } = await readPools(asked({ kind: 'film', genre: 'drama', language: 'en' }, 12), []);
  expect(wide).toEqual(
    expected(({ kind, genres, language, maturity }) => {
      return kind === 'film' && genres.includes('drama') && language === 'en' && maturity <= 12;
    }),
  );
});

it('tightens to any of the chosen genres and languages, within the filters', async () => {
  const choices = [
    said('genre', 'horror'),
    said('language', 'ko'),
    said('genre', 'drama', false),
    said('mood', 'dark'),
  ];
  const { tightened } = await readPools(asked({ kind: 'series' }), choices);
  expect(tightened).toEqual(
    expected(
      ({ kind, genres, language }) => kind === 'series' && (genres.includes('horror') || language === 'ko'),
    ),
  );
});

it('takes the tightening back when too little of it is unseen', () => {
  const pools = { tightened: [5, 3, 1], wide: [6, 5, 4, 3, 2, 1] };
  const bounds = { size: 3, needed: 2 };
  expect(choosePool(pools, (id) => id === 5, bounds)).toEqual([3, 1]);
  expect(choosePool(pools, (id) => id > 3, bounds)).toEqual([3, 1]);
  expect(choosePool(pools, (id) => id >= 3, bounds)).toEqual([2, 1]);
  expect(choosePool({ ...pools, tightened: null }, () => false, bounds)).toEqual([6, 5, 4]);
});

it('asks the database once for what many ask for', async () => {
  const ask = () => readPools(asked({ language: 'ko' }), [said('genre', 'horror')]);
  expect(await statementsOf(ask)).toHaveLength(2);
  expect(await statementsOf(ask)).toHaveLength(0);
});
