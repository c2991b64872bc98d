import { eq } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { titles } from '../../db/schema/titles.ts';
import type { TitleSummary } from './summary.ts';

/** What a poster is drawn from; null for a slug that no title has. */
export async function findPosterFacts(
  slug: string,
): Promise<Pick<TitleSummary, 'slug' | 'name' | 'year' | 'genres' | 'keywords'> | null> {
  const { name, year, genres, keywords } = titles;
  const [found] = await database()
    .select({ slug: titles.slug, name, year, genres, keywords })
    .from(titles)
    .where(eq(titles.slug, slug));
  return found ?? null;
}
