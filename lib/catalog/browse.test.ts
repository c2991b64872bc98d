import { beforeAll, describe, expect, it } from 'vitest';
import { readCatalogue } from '../../db/seed/catalogue.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { rateTitle } from '../library/rate.ts';
import { browseTitles } from './browse.ts';
import { parseBrowseFilters } from './browse-filters.ts';
import { importTitles } from './import.ts';
import { findTitle, summariesOf } from './titles.ts';

const catalogue = readCatalogue();
const browse = (address: Record<string, string>, viewerId: string | null = null) =>
  browseTitles(parseBrowseFilters(address), viewerId);

describe('browsing', () => {
  beforeAll(async () => {
    await createTestDatabase();
    await importTitles(catalogue, { addedAt: null });
  });

  it('shows everything when nothing is asked, a page at a time', async () => {
    const [one, two] = await Promise.all([browse({}), browse({ page: '2' })]);
    expect(one.total).toBe(catalogue.length);
    expect([one.titles.length, two.titles.length]).toEqual([30, 60]);
    expect(two.titles.slice(0, 30).map((title) => title.id)).toEqual(one.titles.map((title) => title.id));
  });

  it('counts each value given the other filters', async () => {
    const { facets, total } = await browse({ language: 'te', kind: 'film' });
    const telugu = catalogue.filter((row) => row.language === 'te');
    expect(total).toBe(telugu.filter((row) => row.kind === 'film').length);
    expect(facets.kind.reduce((sum, { count }) => sum + count, 0)).toBe(telugu.length);
    expect(facets.language.find(({ value }) => value === 'ko')?.count).toBe(
      catalogue.filter((row) => row.language === 'ko' && row.kind === 'film').length,
    );
    for (const { value, count } of facets.genre) {
      expect((await browse({ language: 'te', kind: 'film', genre: value })).total).toBe(count);
    }
  });

  it('finds by text with filters, and by nearly that text', async () => {
    expect((await browse({ q: 'kurosawa', decade: '1950' })).titles.every((title) => title.year < 1960)).toBe(
      true,
    );
    const near = await browse({ q: 'kurasawa' });
    expect(near).toMatchObject({ near: true });
    expect(near.titles.length).toBeGreaterThan(2);
  });

  it('names the filter to drop, with the number of titles it gives back', async () => {
    const { titles, advice } = await browse({ language: 'te', decade: '1930', kind: 'film' });
    expect(titles).toEqual([]);
    expect(advice?.drop).toBe('decade');
    expect((await browse({ language: 'te', kind: 'film' })).total).toBe(advice?.count);
  });

  it('has no such advice when no single filter is to blame', async () => {
    expect(
      (await browse({ language: 'te', decade: '1930', genre: 'western', kind: 'series' })).advice,
    ).toBeNull();
  });

  it('drops what makes no sense in the address', () => {
    expect(
      parseBrowseFilters({
        genre: 'cheese',
        decade: '19',
        page: '-3',
        sort: 'x',
        rating: '9',
        language: "'",
      }),
    ).toEqual(parseBrowseFilters({}));
  });

  it('sorts', async () => {
    const years = (await browse({ sort: 'newest' })).titles.map((title) => title.year);
    expect(years).toEqual([...years].sort((a, b) => b - a));
    const runtimes = (await browse({ sort: 'shortest', kind: 'film' })).titles.map((title) => title.runtime);
    expect(runtimes).toEqual([...runtimes].sort((a, b) => a - b));
  });

  it('leaves out what was seen, for those who ask, and what is too mature, for those who set a limit', async () => {
    const { id } = await makeUser();
    const first = (await browse({}, id)).titles[0]!;
    await rateTitle(id, first.id, 4);
    const unseen = await browse({ unseen: 'yes' }, id);
    expect(unseen.total).toBe(catalogue.length - 1);
    expect(unseen.facets.unseen[0]?.count).toBe(catalogue.length - 1);
    expect((await browse({ unseen: 'yes' })).total).toBe(catalogue.length);
    const child = await makeUser({ maturityLimit: 7 });
    expect((await browse({}, child.id)).total).toBe(catalogue.filter((row) => row.maturity <= 7).length);
  });
});

describe('the rating shown', () => {
  beforeAll(createTestDatabase);

  it('is absent without raters, leans on the prior, and follows people here as they come', async () => {
    const plain = await makeTitle();
    const known = await makeTitle({ priorRating: 4.5, priorCount: 9000 });
    expect((await findTitle(plain.slug, null))?.shown).toBeNull();
    expect((await findTitle(known.slug, null))?.shown).toEqual({ stars: 4.4, raters: 0 });
    for (let person = 0; person < 10; person += 1) {
      const { id } = await makeUser();
      await Promise.all([rateTitle(id, known.id, 1), rateTitle(id, plain.id, 5)]);
    }
    expect((await findTitle(known.slug, null))?.shown).toEqual({ stars: 3.3, raters: 10 });
    expect((await findTitle(plain.slug, null))?.shown).toEqual({ stars: 4.6, raters: 10 });
  });

  it('counts people here from three on, and nobody who keeps ratings to themselves', async () => {
    const { id, slug } = await makeTitle();
    const rate = async (given: { shareRatings?: 'me' } = {}) => rateTitle((await makeUser(given)).id, id, 3);
    await rate();
    await rate();
    await rate({ shareRatings: 'me' });
    expect((await findTitle(slug, null))?.shown).toBeNull();
    await rate();
    expect((await findTitle(slug, null))?.shown?.raters).toBe(3);
  });

  it('filters by at least so many stars', async () => {
    expect((await browse({ rating: '4' })).titles.length).toBe(1);
  });
});

describe('a title', () => {
  beforeAll(createTestDatabase);

  it('does not exist for an unknown slug and above the limit of the viewer', async () => {
    const { id, slug } = await makeTitle({ maturity: 18 });
    const { id: child } = await makeUser({ maturityLimit: 12 });
    expect(await findTitle('no-such-2000', null)).toBeNull();
    expect(await findTitle(slug, child)).toBeNull();
    expect(await findTitle(slug, null)).toMatchObject({ id });
    expect((await summariesOf([id, 99999], child)).size).toBe(0);
    expect([...(await summariesOf([id, 99999], null)).keys()]).toEqual([id]);
  });
});
