'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useTopic } from '@/components/live/use-topic.ts';
import type { ListsBoard } from '@/lib/lists/read-lists.ts';
import { readJson } from './read-json.ts';

export const listsKey = ['lists'] as const;

/** The viewer's lists, read again when somebody invites them, or takes them off. */
export function useLists(initial: ListsBoard, viewerId: string): ListsBoard {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey: listsKey,
    queryFn: ({ signal }) => readJson<ListsBoard>('/api/lists', signal),
    initialData: initial,
    refetchOnMount: 'always',
    refetchOnWindowFocus: true,
  });
  useTopic(`person:${viewerId}`, { onVersion: () => void client.invalidateQueries({ queryKey: listsKey }) });
  return data;
}
