'use client';

import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLiveState, useTopic } from '@/components/live/use-topic.ts';
import type { NightNews, NightProgress, NightView, VotesAnswer } from '@/lib/nights/types.ts';

/** A state with the number of deliveries of this page's votes that it holds at least. */
export type KnownNight = { readonly night: NightView; readonly recorded: number };

export const nightKey = (nightId: string) => ['night', nightId] as const;

const POLL_AWAY_MS = 4000;
const CATCH_UP_MS = 100;

/** The night as it is now: read again when its version rises, except where the news says it all. */
export function useNight(initial: NightView, recorded: { readonly current: () => number }) {
  const client = useQueryClient();
  const key = nightKey(initial.id);
  const live = useLiveState();
  const wanted = useRef(initial.version);
  const { data, isFetching, error, refetch } = useQuery<KnownNight>({
    queryKey: key,
    queryFn: () => readNight(client, initial.id, recorded.current()),
    initialData: { night: initial, recorded: 0 },
    staleTime: Number.POSITIVE_INFINITY,
    // Whoever comes back begins with what the server says then, not with what was said here before.
    gcTime: 0,
    retry: false,
    // Without a stream one asks now and then.
    refetchInterval: live === 'away' ? POLL_AWAY_MS : false,
  });
  const { version } = data.night;

  /** News of the very next version says it all; after anything else the night is read again. */
  const hear = (next: number, progress: NightProgress | undefined) => {
    wanted.current = Math.max(wanted.current, next);
    const now = client.getQueryData<KnownNight>(key);
    if (!now || next <= now.night.version) return;
    if (progress && next === now.night.version + 1)
      client.setQueryData<KnownNight>(key, { ...now, night: { ...now.night, progress, version: next } });
    else void refetch({ cancelRefetch: false });
  };
  useTopic(`night:${initial.id}`, { onVersion: (next, news) => hear(next, progressIn(news)) });
  // What was announced while an older state was on its way is read once that has arrived.
  useEffect(() => {
    if (isFetching || version >= wanted.current) return;
    const timer = setTimeout(() => void refetch({ cancelRefetch: false }), CATCH_UP_MS);
    return () => clearTimeout(timer);
  }, [isFetching, version, refetch]);

  return {
    ...data,
    live,
    error,
    refetch: () => void refetch(),
    onRecorded: ({ version: next, phase, progress }: VotesAnswer) =>
      hear(next, phase === data.night.phase ? progress : undefined),
  };
}

async function readNight(client: QueryClient, nightId: string, recorded: number): Promise<KnownNight> {
  const response = await fetch(`/api/nights/${nightId}`);
  if (!response.ok) throw new NightGone(response.status);
  const night: NightView = await response.json();
  const now = client.getQueryData<KnownNight>(nightKey(nightId));
  return now && now.night.version > night.version ? now : { night, recorded };
}

export class NightGone extends Error {
  readonly status: number;
  constructor(status: number) {
    super('The night could not be read.');
    this.status = status;
  }
}

function progressIn(news: Readonly<Record<string, unknown>> | undefined): NightProgress | undefined {
  return (news as NightNews | undefined)?.progress;
}
