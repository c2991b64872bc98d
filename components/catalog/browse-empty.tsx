import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import type { BrowseResult } from '@/lib/catalog/browse.ts';
import type { BrowseFilters } from '@/lib/catalog/browse-filters.ts';
import { countText } from '@/lib/format.ts';
import { browseHref } from './browse-href.ts';
import { filterWords } from './filter-words.ts';

type BrowseEmptyProps = { readonly filters: BrowseFilters; readonly advice: BrowseResult['advice'] };

/** Says which filter to drop, and how many titles that gives back. */
export function BrowseEmpty({ filters, advice }: BrowseEmptyProps) {
  if (!advice) {
    return (
      <EmptyState
        title="Nothing fits"
        action={
          <ButtonLink href="/search" variant="quiet">
            Start again
          </ButtonLink>
        }
      >
        No title fits what you asked for, and dropping one of the filters alone would not help.
      </EmptyState>
    );
  }
  const words = filterWords(advice.drop, filters[advice.drop] ?? '');
  return (
    <EmptyState
      title="Nothing fits all of it"
      action={
        <ButtonLink href={browseHref(filters, { [advice.drop]: null })} scroll={false}>
          Drop {words}
        </ButtonLink>
      }
    >
      Without {words} there {advice.count === 1 ? 'is' : 'are'} {countText(advice.count, 'title')}.
    </EmptyState>
  );
}
