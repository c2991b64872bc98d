import { describe, expect, it } from 'vitest';
import { parseCatalogueFile, readCatalogue } from './catalogue.ts';

const titles = readCatalogue();
const languages = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' });
const countries = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
const count = (fits: (title: (typeof titles)[number]) => boolean) => titles.filter(fits).length;

describe('the catalogue', () => {
  it('names every title once', () => {
    const slugs = titles.map(({ slug }) => slug);
    expect(slugs.filter((slug, index) => slugs.indexOf(slug) !== index)).toEqual([]);
    expect(slugs.filter((slug) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug))).toEqual([]);
  });

  it('uses languages and countries that exist', () => {
    expect(titles.filter(({ language }) => !languages.of(language)).map(({ slug }) => slug)).toEqual([]);
    expect(
      titles.filter((title) => title.countries.some((code) => !countries.of(code))).map(({ slug }) => slug),
    ).toEqual([]);
  });

  it('repeats nothing inside a list, and ends every synopsis with a full stop', () => {
    const repeats = (list: readonly string[]) => new Set(list).size !== list.length;
    const odd = titles.filter(({ genres, keywords, cast, makers }) =>
      [genres, keywords, cast, makers].some(repeats),
    );
    expect(odd.map(({ slug }) => slug)).toEqual([]);
    expect(titles.filter(({ synopsis }) => !synopsis.endsWith('.')).map(({ slug }) => slug)).toEqual([]);
    expect(new Set(titles.map(({ synopsis }) => synopsis)).size).toBe(titles.length);
  });

  it('is broad: languages, decades, series, new titles', () => {
    expect(titles.length).toBeGreaterThanOrEqual(1000);
    expect(new Set(titles.map(({ language }) => language)).size).toBeGreaterThanOrEqual(20);
    for (const language of ['te', 'hi', 'ko', 'ja']) {
      expect(
        count((title) => title.language === language),
        language,
      ).toBeGreaterThanOrEqual(40);
    }
    for (let decade = 1930; decade <= 2020; decade += 10) {
      expect(
        count(({ year }) => year >= decade && year < decade + 10),
        String(decade),
      ).toBeGreaterThanOrEqual(10);
    }
    expect(count(({ kind }) => kind === 'series')).toBeGreaterThanOrEqual(200);
    expect(count(({ year }) => year >= 2019)).toBeGreaterThanOrEqual(150);
  });
});

describe('a bad row', () => {
  const header =
    'title\toriginalTitle\tyear\tkind\tgenres\tcountries\tlanguage\truntime\tmakers\tcast\tkeywords\tmaturity\tlicence\tsynopsis';
  const synopsis = 'Two strangers meet on a night train and agree never to ask for names.';
  const row = (change: Record<number, string>) =>
    [
      'A',
      'A',
      '1999',
      'film',
      'drama',
      'US',
      'en',
      '90',
      'B',
      'C; D',
      'train; night; friendship',
      '12',
      'low',
      synopsis,
    ]
      .map((field, index) => change[index] ?? field)
      .join('\t');

  it.each([
    ['another year', { 2: '1850' }, /x\.tsv:2: year/],
    ['an unknown genre', { 4: 'drama; telenovela' }, /x\.tsv:2: genres/],
    ['an unknown keyword', { 10: 'train; night; nonsense' }, /x\.tsv:2: keywords/],
    ['an impossible runtime', { 7: '9000' }, /x\.tsv:2: runtime/],
    ['a language that is no code', { 6: 'english' }, /x\.tsv:2: language/],
  ])('with %s is refused with file, line and column', (_, change, message) => {
    expect(() => parseCatalogueFile(`${header}\n${row(change)}\n`, 'x.tsv')).toThrow(message);
  });

  it('with too few fields is refused, and a good one is not', () => {
    expect(() => parseCatalogueFile(`${header}\nA\tB\n`, 'x.tsv')).toThrow(
      'x.tsv:2: 2 fields where 14 are needed',
    );
    expect(parseCatalogueFile(`${header}\n${row({})}\n`, 'x.tsv')[0]?.slug).toBe('a-1999');
  });
});
