'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { MoreBelow } from '@/components/ui/more-below.tsx';
import type { ActivityKind, ActivityPage } from '@/lib/feed/activity.ts';
import { ActivityRow } from './activity-row.tsx';

type ActivityListProps = {
  readonly kind: ActivityKind | null;
  readonly first: ActivityPage;
  readonly hasFriends: boolean;
};

/** What friends did, strictly by time. */
export function ActivityList({ kind, first, hasFriends }: ActivityListProps) {
  const activity = useInfiniteQuery({
    queryKey: ['activity', kind, first.entries[0]?.key],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => fetchActivity(kind, pageParam),
    getNextPageParam: (page) => page.nextCursor,
    initialData: { pages: [first], pageParams: [null] },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const entries = activity.data.pages.flatMap((page) => page.entries);
  if (entries.length === 0) return <Nothing kind={kind} hasFriends={hasFriends} />;
  return (
    <section aria-label="Activity">
      <ol className="divide-y divide-line">
        {entries.map((entry) => (
          <ActivityRow key={entry.key} entry={entry} />
        ))}
      </ol>
      <MoreBelow list={activity} />
    </section>
  );
}

function Nothing({ kind, hasFriends }: Pick<ActivityListProps, 'kind' | 'hasFriends'>) {
  if (!hasFriends) {
    return (
      <EmptyState
        title="Nobody to hear from yet"
        action={<ButtonLink href="/friends">Find friends</ButtonLink>}
      >
        What your friends watch, rate and wish for will stand here, newest first.
      </EmptyState>
    );
  }
  if (kind === null) {
    return (
      <EmptyState title="All quiet">
        What your friends watch, rate and wish for will stand here, newest first, as far as they share it.
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title="Nothing of this kind"
      action={
        <ButtonLink href="/activity" variant="quiet">
          Show everything
        </ButtonLink>
      }
    />
  );
}

async function fetchActivity(kind: ActivityKind | null, cursor: string | null): Promise<ActivityPage> {
  const query = new URLSearchParams({ ...(kind && { kind }), ...(cursor && { cursor }) });
  const response = await fetch(`/api/activity?${query}`);
  if (!response.ok) throw new Error(`The activity answered ${response.status}`);
  return response.json() as Promise<ActivityPage>;
}
