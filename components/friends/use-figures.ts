'use client';

import { useQuery } from '@tanstack/react-query';
import type { FriendFigures } from '@/lib/feed/circle-figures.ts';
import { figuresKey } from './query-keys.ts';

type Figures = Readonly<Record<string, FriendFigures>>;

/** What stands beside each friend. Where it cannot be read, the last known stays, or nothing stands there. */
export function useFigures(initial: Figures): Figures {
  const { data } = useQuery({
    queryKey: figuresKey,
    queryFn: readFigures,
    initialData: initial,
  });
  return data;
}

async function readFigures(): Promise<Figures> {
  const response = await fetch('/api/friends/figures');
  if (!response.ok) throw new Error('What friends count for could not be read');
  return response.json();
}
