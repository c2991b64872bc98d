import { makeBrush } from './motifs/brush.ts';
import { type Family, families } from './motifs/families.ts';
import { hashOf, layoutOf, type PosterFacts, paletteOf } from './palette.ts';

/** The picture of a poster as SVG, 300 × 450; the words stand over it as text. The same facts give the same picture. */
export function drawPoster(facts: PosterFacts): string {
  const palette = paletteOf(facts);
  const seed = hashOf(`${facts.slug}:art`);
  const picture = chooseFamily(facts).draw(makeBrush(palette, seed, facts.keywords));
  const top = layoutOf(facts.slug) === 'head' ? 150 : 0;
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 450" width="300" height="450">' +
    `<rect width="300" height="450" fill="${palette.ground}"/>` +
    `<svg y="${top}" width="300" height="300" viewBox="0 0 300 300">${picture}</svg></svg>`
  );
}

/**
 * A weighted draw by slug over every family: a keyword counts for more than a genre, a rare keyword for more than
 * a common one, and every family stays possible, so that neighbours hardly ever share one.
 */
export function chooseFamily({ slug, genres, keywords }: PosterFacts): Family {
  let reached = 0;
  const upTo = families.map((family) => {
    reached += weigh(family, genres, keywords);
    return reached;
  });
  const drawn = (hashOf(`${slug}:motif`) / 2 ** 32) * reached;
  return families[upTo.findIndex((bound) => drawn < bound)] as Family;
}

function weigh(family: Family, genres: readonly string[], keywords: readonly string[]): number {
  const told = family.keywords.split(' ').filter((keyword) => keywords.includes(keyword)).length;
  const suited = family.genres.split(' ').filter((genre) => genres.includes(genre)).length;
  return told * 9 + suited + 0.02;
}
