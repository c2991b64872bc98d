import type { TitleSummary } from '@/lib/catalog/summary.ts';
import { genreName, languageName, runtimeText } from '@/lib/format.ts';

/** "2016 · 1 h 56 · English" */
export function factsLine(title: TitleSummary): string {
  return [String(title.year), runtimeText(title.runtime, title.kind), languageName(title.language)].join(
    ' · ',
  );
}

export function genresLine(title: TitleSummary): string {
  return title.genres.map(genreName).join(' · ');
}
