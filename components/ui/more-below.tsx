'use client';

import { Button } from './button.tsx';
import { ErrorState } from './error-state.tsx';

type MoreBelowProps = {
  readonly list: {
    readonly hasNextPage: boolean;
    readonly isFetchingNextPage: boolean;
    readonly isFetchNextPageError: boolean;
    readonly fetchNextPage: () => unknown;
  };
};

/** The way to the next page of a list that grows, or word that it did not come. */
export function MoreBelow({ list }: MoreBelowProps) {
  const fetch = () => void list.fetchNextPage();
  if (list.isFetchNextPageError) return <ErrorState title="The next entries did not come" retry={fetch} />;
  if (!list.hasNextPage) return null;
  return (
    <div className="mt-10 flex justify-center">
      <Button variant="quiet" disabled={list.isFetchingNextPage} onClick={fetch}>
        {list.isFetchingNextPage ? 'Fetching…' : 'Show more'}
      </Button>
    </div>
  );
}
