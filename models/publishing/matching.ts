/** Which MovieLens title is which title of our catalogue: the same folded name and exactly the same year. */

export type NamedTitle = {
  readonly title: string;
  readonly originalTitle: string;
  readonly year: number;
  readonly slug: string;
};

/** `Amelie (Fabuleux destin d'Amélie Poulain, Le) (2001)` → its name, the names in brackets, its year. */
export function parseMovieLensTitle(text: string): {
  readonly names: string[];
  readonly year: number | null;
} {
  const found = /^(.*?)\s*\((\d{4})\)\s*$/.exec(text);
  const name = found ? found[1]! : text;
  const inBrackets = [...name.matchAll(/\(([^()]*)\)/g)].map((match) =>
    match[1]!.replace(/^a\.k\.a\.?\s*/i, ''),
  );
  const outside = name
    .replace(/\([^()]*\)/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  const names = [outside, ...inBrackets].map(restoreArticle).filter((one) => one !== '');
  return { names, year: found ? Number(found[2]) : null };
}

/** `Matrix, The` → `The Matrix` */
export function restoreArticle(name: string): string {
  return name
    .trim()
    .replace(
      /^(.*), (The|A|An|Le|La|Les|L'|El|Los|Las|Il|Lo|I|Gli|Der|Die|Das|Den|Det|De|O|Os|Un|Une|Una|Ein|Eine)(:.*)?$/,
      (_, rest, article, after) => `${article}${article.endsWith("'") ? '' : ' '}${rest}${after ?? ''}`,
    );
}

/** For each title the slug of its catalogue title, or null; no slug is given twice. */
export function matchTitles(
  movieLensTitles: readonly string[],
  catalogue: readonly NamedTitle[],
  fold: (name: string) => string,
): (string | null)[] {
  const slugs = new Map<string, string>();
  for (const { originalTitle, year, slug } of catalogue) slugs.set(keyOf(originalTitle, year, fold), slug);
  for (const { title, year, slug } of catalogue) slugs.set(keyOf(title, year, fold), slug);
  const taken = new Set<string>();
  return movieLensTitles.map((text) => {
    const { names, year } = parseMovieLensTitle(text);
    if (year === null) return null;
    const found = names
      .map((name) => slugs.get(keyOf(name, year, fold)))
      .find((slug) => slug !== undefined && !taken.has(slug));
    if (found) taken.add(found);
    return found ?? null;
  });
}

function keyOf(name: string, year: number, fold: (name: string) => string): string {
  return `${fold(name)
    .replace(/^(the|a|an) /, '')
    .replace(/[^\p{L}\p{N}]+/gu, '')} ${year}`;
}
