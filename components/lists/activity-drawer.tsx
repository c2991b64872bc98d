'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { Avatar } from '@/components/ui/avatar.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { relativeTime } from '@/lib/format.ts';
import type { ActivityPage } from '@/lib/lists/read-activity.ts';
import type { ListView } from '@/lib/lists/read-list.ts';
import { nameOf } from './face-name.tsx';
import { HappeningText } from './happening-text.tsx';
import { readJson } from './read-json.ts';

type ActivityDrawerProps = { readonly view: ListView; readonly onClose: () => void };

export function ActivityDrawer({ view, onClose }: ActivityDrawerProps) {
  return (
    <Dialog open side="drawer" title="What happened here" onClose={onClose}>
      <Activity view={view} />
    </Dialog>
  );
}

function Activity({ view }: { readonly view: ListView }) {
  const { data, isPending, isError, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } =
    useInfiniteQuery({
      queryKey: ['list-activity', view.id, view.version],
      queryFn: ({ pageParam, signal }) =>
        readJson<ActivityPage>(
          `/api/lists/${view.id}/activity${pageParam === null ? '' : `?before=${pageParam}`}`,
          signal,
        ),
      initialPageParam: null as number | null,
      getNextPageParam: ({ next }) => next,
      placeholderData: (before) => before,
    });
  if (isPending) return <Waiting />;
  if (isError) return <ErrorState title="It could not be read just now" retry={() => refetch()} />;
  return (
    <>
      <ol className="flex flex-col gap-4">
        {data.pages
          .flatMap(({ happenings }) => happenings)
          .map((happening) => (
            <li key={happening.id} className="flex items-start gap-3 text-sm">
              <Avatar name={nameOf(happening.by)} size={30} decorative />
              <p className="min-w-0 flex-1">
                <HappeningText happening={happening} you={view.you} />
                <time
                  dateTime={happening.at}
                  className="block text-soft"
                  title={new Date(happening.at).toLocaleString('en-GB')}
                >
                  {relativeTime(new Date(happening.at))}
                </time>
              </p>
            </li>
          ))}
      </ol>
      {hasNextPage && (
        <Button
          variant="quiet"
          size="s"
          className="self-center"
          disabled={isFetchingNextPage}
          onClick={() => fetchNextPage()}
        >
          {isFetchingNextPage ? 'Reading…' : 'Earlier'}
        </Button>
      )}
    </>
  );
}

function Waiting() {
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">Loading…</span>
      <Skeleton className="h-9" />
      <Skeleton className="h-9 w-4/5" />
      <Skeleton className="h-9" />
    </div>
  );
}
