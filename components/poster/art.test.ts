import { describe, expect, it } from 'vitest';
import { type CatalogueTitle, readCatalogue } from '../../db/seed/catalogue.ts';
import { GENRES } from '../../db/seed/vocabulary.ts';
import { chooseFamily, drawPoster } from './art.ts';
import { type PosterFacts, paletteOf } from './palette.ts';

const factsOf = ({ slug, title, year, genres, keywords }: CatalogueTitle): PosterFacts => ({
  slug,
  name: title,
  year,
  genres,
  keywords,
});
const catalogue = readCatalogue().map(factsOf);
const everyPalette: PosterFacts[] = GENRES.flatMap((genre) =>
  [1935, 1955, 1965, 1975, 1985, 1995, 2005, 2015, 2025].flatMap((year) =>
    Array.from({ length: 40 }, (_, index) => ({
      slug: `any-${index}-${genre}-${year}`,
      name: 'Any',
      year,
      genres: [genre],
      keywords: [],
    })),
  ),
);

describe('a poster', () => {
  it('has words that can be read on their ground, in every palette and decade', () => {
    const faint = [...catalogue, ...everyPalette].flatMap((facts) => {
      const { ground, ink, accent } = paletteOf(facts);
      return [ink, accent]
        .filter((colour) => contrast(colour, ground) < 4.5)
        .map((colour) => `${colour} on ${ground} (${facts.slug})`);
    });
    expect(faint).toEqual([]);
  });

  it('is well-formed, small and without script', () => {
    const odd = catalogue.flatMap((facts) => {
      const svg = drawPoster(facts);
      const fault = faultOf(svg) ?? (svg.length > 6 * 1024 ? `${svg.length} bytes` : undefined);
      return fault ? [`${facts.slug} (${chooseFamily(facts).name}): ${fault}`] : [];
    });
    expect(odd).toEqual([]);
  });

  it('is the same for the same facts and another for another slug', () => {
    const [first, second] = catalogue as [PosterFacts, PosterFacts];
    expect(drawPoster(first)).toBe(drawPoster({ ...first }));
    expect(drawPoster({ ...first, slug: second.slug })).not.toBe(drawPoster(first));
  });

  it('shares its kind of picture with few others', () => {
    const counts = new Map<string, number>();
    for (const facts of catalogue)
      counts.set(chooseFamily(facts).name, (counts.get(chooseFamily(facts).name) ?? 0) + 1);
    expect(Math.max(...counts.values()) / catalogue.length).toBeLessThan(0.15);
    expect(counts.size).toBeGreaterThan(30);
  });
});

/** Tags that close in order, attributes that are quoted and numbers that are numbers. */
function faultOf(svg: string): string | undefined {
  if (/NaN|undefined|Infinity|<script|href="[^#]/.test(svg)) return 'has what it must not have';
  const open: string[] = [];
  const tag = /<(\/?)([a-zA-Z]+)((?:\s+[a-zA-Z-]+="[^"<&]*")*)\s*(\/?)>/g;
  if (svg.replace(tag, '') !== '') return `is not XML: ${svg.replace(tag, '').slice(0, 40)}`;
  for (const [, closing, name, , empty] of svg.matchAll(tag)) {
    if (closing && open.pop() !== name) return `closes ${name} out of order`;
    if (!closing && !empty) open.push(name as string);
  }
  return open.length > 0 ? `leaves ${open.join(', ')} open` : undefined;
}

function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((x, y) => y - x) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

function luminance(colour: string): number {
  const [r, g, b] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
