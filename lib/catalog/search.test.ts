import { type SQL, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '../../db/client.ts';
import { titles } from '../../db/schema/titles.ts';
import { readCatalogue } from '../../db/seed/catalogue.ts';
import { createTestDatabase } from '../../db/testing/database.ts';
import { makeTitle, makeUser } from '../../db/testing/factories.ts';
import { importTitles } from './import.ts';
import { isNearlySpelled, isSpelled, searchTitles, withNearness } from './search.ts';

const catalogue = readCatalogue();

async function firstNames(text: string, limit = 5): Promise<string[]> {
  return (await searchTitles(text, { limit, viewerId: null })).titles.map((title) => title.name);
}

/** How the database finds them where the catalogue is large: reading a small one whole would be as quick. */
async function planOf(matching: SQL): Promise<string> {
  const rows = await withNearness(async (tx) => {
    await tx.execute(sql`set local enable_seqscan = off`);
    return tx.execute<{ 'QUERY PLAN': string }>(sql`explain select id from ${titles} where ${matching}`);
  });
  return rows.map((row) => row['QUERY PLAN']).join('\n');
}

describe('search as you type', () => {
  beforeAll(async () => {
    await createTestDatabase();
    await importTitles(catalogue, { addedAt: null });
  });

  it.each([
    ['amelei', 'Amelie'],
    ['Amélie', 'Amelie'],
    ['AMELIE', 'Amelie'],
    ['le fabuleux destin', 'Amelie'],
    ['walle', 'WALL·E'],
    ['spiderman', 'Spider-Man'],
    ['sankarabaranam', 'Sankarabharanam'],
    ['spirted away', 'Spirited Away'],
    ['sen to chihiro', 'Spirited Away'],
    ['godfather', 'The Godfather'],
    ['the godfater', 'The Godfather'],
    ['parasit', 'Parasite'],
    ['matrix', 'The Matrix'],
    ['pulp ficton', 'Pulp Fiction'],
    ['shawshenk', 'The Shawshank Redemption'],
  ])('finds %s', async (typed, name) => {
    expect(catalogue.map((row) => row.title)).toContain(name);
    expect((await firstNames(typed))[0]).toBe(name);
  });

  it('finds people by a wrong spelling, and names them', async () => {
    const found = await searchTitles('kurasawa', { viewerId: null });
    expect(found.titles.filter((title) => title.makers.includes('Akira Kurosawa')).length).toBeGreaterThan(3);
    expect(found.people).toContain('Akira Kurosawa');
  });

  it('finds actors, and puts the title of that name first', async () => {
    expect((await searchTitles('toshiro mifune', { viewerId: null })).people).toContain('Toshiro Mifune');
    expect((await firstNames('heat'))[0]).toBe('Heat');
  });

  it('answers nonsense, signs and very long texts with nothing or little, never with an error', async () => {
    for (const text of ["'", '%%%', '\\', ':*|!', '“—”', '', '  '])
      expect(await firstNames(text)).toEqual([]);
    expect(await firstNames('zzqqxxjjkkvv')).toEqual([]);
    await firstNames("o'brien & (sons | 'x':*) !".repeat(500));
  });

  it('leaves out what is above the maturity limit of the viewer', async () => {
    const { id } = await makeUser({ maturityLimit: 7 });
    const { titles: found } = await searchTitles('pulp fiction', { viewerId: id });
    expect(found.map((title) => title.name)).not.toContain('Pulp Fiction');
  });

  it('finds what is typed by index, as spelled and as nearly spelled', async () => {
    expect(await planOf(isSpelled('heat'))).toMatch(/Index Scan on titles_search\b/);
    expect(await planOf(isNearlySpelled('kurasawa'))).toMatch(/Index Scan on titles_search_trgm\b/);
  });
});

describe('importing titles', () => {
  beforeAll(createTestDatabase);
  const [row] = catalogue;
  if (!row) throw new Error('The catalogue is empty.');

  it('adds, changes and leaves alone by slug, keeping number, prior and date', async () => {
    const addedAt = new Date('2025-01-01T00:00:00Z');
    expect(await importTitles([row, row], { addedAt })).toEqual({ added: 1, changed: 0, unchanged: 0 });
    const [before] = await database().select().from(titles);
    await database().update(titles).set({ priorRating: 4, priorCount: 9 });
    expect(await importTitles([row], { addedAt: null })).toEqual({ added: 0, changed: 0, unchanged: 1 });
    expect(await importTitles([{ ...row, runtime: 77 }], { addedAt: null })).toEqual({
      added: 0,
      changed: 1,
      unchanged: 0,
    });
    const [after] = await database().select().from(titles);
    expect(after).toMatchObject({ id: before?.id, addedAt, runtime: 77, priorRating: 4, priorCount: 9 });
  });

  it('folds accents and signs into the search text', async () => {
    await importTitles([{ ...row, title: "L'Été & Łódź: 8½", slug: 'x-2000' }], { addedAt: null });
    expect((await searchTitles('lete and', { viewerId: null })).titles).toHaveLength(1);
    expect((await searchTitles('8 1/2', { viewerId: null })).titles).toHaveLength(1);
    await makeTitle({ name: 'Other' });
  });
});
