import type { Metadata } from 'next';
import { BrowseResults } from '@/components/catalog/browse-results.tsx';
import { BrowseSearch } from '@/components/catalog/browse-search.tsx';
import { FilterBar } from '@/components/catalog/filter-bar.tsx';
import { browseTitles } from '@/lib/catalog/browse.ts';
import { parseBrowseFilters } from '@/lib/catalog/browse-filters.ts';
import { currentViewer } from '@/lib/session.ts';

export const metadata: Metadata = { title: 'Browse' };

type Props = { readonly searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function BrowseRoute({ searchParams }: Props) {
  const viewer = await currentViewer();
  const filters = parseBrowseFilters(await searchParams);
  const result = await browseTitles(filters, viewer?.id ?? null);
  const signedIn = viewer !== null;
  return (
    <div className="page flex flex-col gap-4 pt-8 md:pt-10">
      <h1 className="text-2xl md:text-3xl">Browse</h1>
      <BrowseSearch filters={filters} />
      <FilterBar filters={filters} facets={result.facets} signedIn={signedIn} />
      <BrowseResults filters={filters} result={result} signedIn={signedIn} />
    </div>
  );
}
