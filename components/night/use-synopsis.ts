import { useQueries } from '@tanstack/react-query';
import type { TitleSummary } from '@/lib/catalog/summary.ts';

export type TitleStory = {
  readonly synopsis: string;
  readonly cast: readonly string[];
  readonly maturity: number;
};

/** What a film is about; the next one's is fetched ahead, so that it is there when its card is. */
export function useStories(titles: readonly (TitleSummary | undefined)[]): (TitleStory | undefined)[] {
  const wanted = titles.filter((title) => title !== undefined);
  return useQueries({
    queries: wanted.map(({ slug }) => ({
      queryKey: ['story', slug],
      queryFn: () => readStory(slug),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  }).map(({ data }) => data);
}

async function readStory(slug: string): Promise<TitleStory> {
  const response = await fetch(`/api/titles/${slug}`);
  if (!response.ok) throw new Error(`The title answered ${response.status}`);
  return response.json();
}
