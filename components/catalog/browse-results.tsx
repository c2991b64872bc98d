import { ButtonLink } from '@/components/ui/button.tsx';
import type { BrowseResult } from '@/lib/catalog/browse.ts';
import type { BrowseFilters, FilterName } from '@/lib/catalog/browse-filters.ts';
import { countText } from '@/lib/format.ts';
import { BrowseEmpty } from './browse-empty.tsx';
import { browseHref } from './browse-href.ts';
import { TitleGrid } from './title-grid.tsx';

type BrowseResultsProps = {
  readonly filters: BrowseFilters;
  readonly result: BrowseResult;
  readonly signedIn: boolean;
};

const FILTERS: readonly FilterName[] = [
  'q',
  'kind',
  'genre',
  'decade',
  'language',
  'runtime',
  'rating',
  'unseen',
];

export function BrowseResults({ filters, result, signedIn }: BrowseResultsProps) {
  const filtered = FILTERS.some((name) => filters[name] !== null);
  return (
    <section aria-label="Titles" className="flex flex-col gap-6">
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-6">
        <p role="status" className="text-soft">
          {result.near ? `Nothing is spelled “${filters.q}”. These come close: ` : ''}
          {countText(result.total, 'title')}
        </p>
        {filtered && (
          <ButtonLink href="/search" variant="plain" size="s" prefetch={false} scroll={false}>
            Clear everything
          </ButtonLink>
        )}
      </div>
      {result.titles.length === 0 ? (
        <BrowseEmpty filters={filters} advice={result.advice} />
      ) : (
        <TitleGrid titles={result.titles} signedIn={signedIn} eager={10} />
      )}
      {result.titles.length < result.total && (
        <ButtonLink
          href={browseHref(filters, { page: filters.page + 1 })}
          variant="quiet"
          prefetch={false}
          scroll={false}
          className="mt-6 self-center"
        >
          Show more
        </ButtonLink>
      )}
    </section>
  );
}
