'use client';

import {
  hashKey,
  type QueryClient,
  type QueryKey,
  skipToken,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useEffect } from 'react';
import type { OwnState } from '@/lib/catalog/summary.ts';
import type { Companion } from '@/lib/library/companions.ts';
import type { Note } from '@/lib/library/note.ts';
import type { Watch } from '@/lib/library/watch-date.ts';

export const ownKey = (titleId: number) => ['own', titleId] as const;
export const watchesKey = (titleId: number) => ['watches', titleId] as const;

/** What the viewer says of a title: shared by every card and page that shows it, ahead of the server by one answer. */
export function useOwnState(title: { readonly id: number }, initial: OwnState): OwnState {
  return useKept(ownKey(title.id), initial);
}

/** The viewer's viewings of a title, newest first. */
export function useWatches(title: { readonly id: number }, initial: readonly Watch[]): readonly Watch[] {
  const watches = useKept(watchesKey(title.id), initial);
  return [...watches].sort((a, b) => (b.watchedOn ?? '').localeCompare(a.watchedOn ?? ''));
}

export const nobody: readonly Companion[] = [];
export const companyKey = (watchId: string) => ['company', watchId] as const;

/** Who was there at one viewing of the viewer's. */
export function useCompany(watchId: string, initial: readonly Companion[] = nobody): readonly Companion[] {
  return useKept(companyKey(watchId), initial);
}

/** In an object of its own, so that what a page brings can be told from what it brought before. */
export type OwnNote = { readonly note: Note | null };
export const noteKey = (titleId: number) => ['own-note', titleId] as const;

/** The viewer's own words about a title. */
export function useOwnNote(title: { readonly id: number }, initial: OwnNote): Note | null {
  return useKept(noteKey(title.id), initial).note;
}

// A page that comes back from the browser's history brings the objects it came with: they are old news by then.
const met = new WeakSet<object>();

/** The cache's word; what a newly read page says replaces it, unless a change is on its way. */
function useKept<T extends object>(key: QueryKey, initial: T): T {
  const client = useQueryClient();
  const hash = hashKey(key);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the hash stands for the key
  useEffect(() => {
    if (met.has(initial) || initial === (nobody as object)) return;
    met.add(initial);
    if (client.isMutating({ mutationKey: ownKey(Number(key[1])) }) === 0) client.setQueryData(key, initial);
  }, [client, hash, initial]);
  const { data } = useQuery({
    queryKey: key,
    queryFn: skipToken,
    initialData: initial,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (data as T | undefined) ?? initial;
}

export function addViewing(client: QueryClient, titleId: number, viewing: Watch): void {
  client.setQueryData<readonly Watch[]>(
    watchesKey(titleId),
    (list) => list && [viewing, ...without(list, viewing)],
  );
  client.setQueryData(goneKey(viewing.id), false);
  client.setQueryData(countsKey(viewing.id), viewing.counts);
}

export function dropViewing(client: QueryClient, titleId: number, viewing: Watch): void {
  client.setQueryData<readonly Watch[]>(watchesKey(titleId), (list) => list && without(list, viewing));
  client.setQueryData(goneKey(viewing.id), true);
}

/** True once a viewing that a page still lists was taken out of the diary. */
export function useIsGone(watchId: string): boolean {
  return useQuery({ queryKey: goneKey(watchId), queryFn: skipToken, initialData: false }).data ?? false;
}

/** Whether a listed viewing counts as the viewer's own, ahead of the server by one answer. */
export function useCounts({ id, counts }: Watch): boolean {
  return useQuery({ queryKey: countsKey(id), queryFn: skipToken, initialData: counts }).data ?? counts;
}

export const followedKey = (name: string) => ['followed', name] as const;

/** Whether somebody is followed, ahead of the server by one answer. */
export function useFollowed(name: string, initial: boolean): boolean {
  return useQuery<boolean>({ queryKey: followedKey(name), queryFn: skipToken }).data ?? initial;
}

const countsKey = (watchId: string) => ['viewing-counts', watchId] as const;
const goneKey = (watchId: string) => ['viewing-gone', watchId] as const;

function without(list: readonly Watch[], viewing: Watch): readonly Watch[] {
  return list.filter((other) => other.id !== viewing.id);
}
