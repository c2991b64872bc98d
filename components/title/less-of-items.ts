import type { MenuItem } from '@/components/ui/menu.tsx';
import type { TitleSummary } from '@/lib/catalog/summary.ts';
import { genreName } from '@/lib/format.ts';
import type { TitleActionsOf } from './use-title-actions.ts';

const MOST_GENRES = 2;

/** "Less of this" in wider scopes than the title itself. */
export function lessOfItems({ genres, makers }: TitleSummary, { setLessOf }: TitleActionsOf): MenuItem[] {
  const ofGenres = genres.slice(0, MOST_GENRES).map((genre) => ({
    label: `Less ${genreName(genre).toLowerCase()}`,
    onSelect: () => setLessOf('genre', genre, genreName(genre).toLowerCase()),
  }));
  const ofMakers = makers.slice(0, 1).map((maker) => ({
    label: `Less by ${maker}`,
    onSelect: () => setLessOf('person', maker, `by ${maker}`),
  }));
  return [...ofGenres, ...ofMakers];
}
