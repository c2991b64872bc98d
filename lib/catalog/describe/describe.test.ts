import { describe, expect, it } from 'vitest';
import { readCatalogue } from '../../../db/seed/catalogue.ts';
import { readDescription } from './describe.ts';
import { buildLexicon } from './lexicon.ts';
import { heldBack, written } from './testing/written.ts';

const catalogue = readCatalogue().map(({ title: name, ...rest }, id) => ({
  ...rest,
  name,
  id,
  priorCount: 0,
}));
const lexicon = buildLexicon(catalogue);

/** Chips as the table writes them. */
function chipsOf(text: string): string {
  return readDescription(text, lexicon)
    .chips.map(({ facet, value, wanted }) => {
      const shown = facet === 'title' ? catalogue[Number(value)]!.slug : value.replaceAll(' ', '_');
      return `${wanted ? '' : '-'}${facet}:${shown}`;
    })
    .sort()
    .join(' ');
}

const sorted = (chips: string) => chips.split(' ').sort().join(' ');

describe('a written description', () => {
  it.each(written)('%s', (text, chips) => {
    expect(chipsOf(text)).toBe(sorted(chips));
  });
});

describe('a description that was held back while the parser was made', () => {
  it.each(heldBack)('%s', (text, chips) => {
    expect(chipsOf(text)).toBe(sorted(chips));
  });
});

describe('readDescription', () => {
  it('gives the words that a chip came from, as they were written', () => {
    const { chips } = readDescription('Denis Vilenueve, and Feel-Good FILMS', lexicon);
    expect(chips.map(({ said }) => said)).toEqual(['Denis Vilenueve', 'Feel-Good']);
  });

  it('says what it did not understand, without the small words', () => {
    const { unread } = readDescription('I really want thrillers with Latvian submarine cooks, ok?', lexicon);
    expect(unread).toEqual(['Latvian', 'cooks']);
  });

  it('mends a last name alone, and takes nobody for somebody else with another first name', () => {
    expect(chipsOf('Anything by Scorcese')).toBe('person:Martin_Scorsese');
    const { chips, unread } = readDescription('anything by Agnes Varda', lexicon);
    expect(chips).toEqual([]);
    expect(unread).toEqual(['Agnes Varda']);
  });

  it('leaves ordinary words alone that are one letter from a term', () => {
    expect(chipsOf('a house by the harbour, my heart, spice and weather')).toBe('');
  });

  it('takes the last word on a thing, and says a thing once', () => {
    expect(chipsOf('I love horror. Horror films! No horror.')).toBe('-genre:horror');
  });
});
