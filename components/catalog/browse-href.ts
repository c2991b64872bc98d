import type { BrowseFilters } from '@/lib/catalog/browse-filters.ts';

/** The address of the browse page with some filters changed; a changed filter starts again at the first page. */
export function browseHref(filters: BrowseFilters, change: Partial<BrowseFilters>): string {
  const { page, ...rest } = { ...filters, page: 1, ...change };
  const given = Object.entries(rest).filter(([, value]) => value !== null) as [string, string][];
  const parameters = new URLSearchParams(given);
  if (page > 1) parameters.set('page', String(page));
  const text = parameters.toString();
  return text === '' ? '/search' : `/search?${text}`;
}
