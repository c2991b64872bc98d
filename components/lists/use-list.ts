'use client';

import { skipToken, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useTopic } from '@/components/live/use-topic.ts';
import { runAction } from '@/components/run-action.ts';
import { newId } from '@/components/title/new-id.ts';
import { notify, notifyError } from '@/components/ui/toast.ts';
import type { ActionResult } from '@/lib/actions/action.ts';
import type { Versioned } from '@/lib/lists/change.ts';
import type { ListView } from '@/lib/lists/read-list.ts';
import { type Foresee, type Pending, waiting, withPending } from './foresee.ts';
import { Refused, readJson } from './read-json.ts';

export const listKey = (listId: string) => ['list', listId] as const;
const pendingKey = (listId: string) => ['list-pending', listId] as const;
const LONGEST_WAIT_MS = 8000;

export type ListChange<T extends Versioned = Versioned> = {
  readonly send: () => Promise<ActionResult<T>>;
  /** What shows before the server has answered, and is taken back if it refuses. */
  readonly foresee?: Foresee;
  readonly said?: string | ((value: T) => string | null);
  readonly undo?: () => void;
  readonly done?: (value: T) => void;
};

/**
 * One list, live. A version that the stream tells of is read again until it is there; what is on its way shows on top
 * of whatever state arrives, so that a tap never flickers back.
 */
export function useList(initial: ListView) {
  const client = useQueryClient();
  const listId = initial.id;
  const { data: view, error } = useQuery({
    queryKey: listKey(listId),
    queryFn: async ({ signal }) => {
      const read = await readJson<ListView>(`/api/lists/${listId}`, signal);
      const known = client.getQueryData<ListView>(listKey(listId));
      return known && known.version > read.version ? known : read;
    },
    initialData: initial,
    staleTime: Number.POSITIVE_INFINITY,
    networkMode: 'always',
    retry: false,
  });
  const { data: pending } = useQuery<readonly Pending[]>({
    queryKey: pendingKey(listId),
    queryFn: skipToken,
    initialData: [],
    staleTime: Number.POSITIVE_INFINITY,
  });
  const isGone = error instanceof Refused && error.status === 404;
  const [here, setHere] = useState<readonly string[]>([]);
  const wantVersion = useCatchingUp(listId);
  useTopic(isGone ? null : `list:${listId}`, { onVersion: wantVersion, onPresence: setHere });
  useEffect(() => {
    const known = client.getQueryData<ListView>(listKey(listId));
    if (!known || known.version < initial.version) client.setQueryData(listKey(listId), initial);
  }, [client, listId, initial]);

  const hold = (change: (held: readonly Pending[]) => readonly Pending[]) =>
    client.setQueryData<readonly Pending[]>(pendingKey(listId), (held) => change(held ?? []));
  const { mutate } = useMutation({
    scope: { id: `list-${listId}` },
    mutationFn: ({ send }: ListChange<Versioned>) => runAction(send()),
    onMutate: ({ foresee }) => {
      const id = newId();
      if (foresee) hold((held) => [...waiting(view, held), { id, foresee, version: null }]);
      return id;
    },
    onSuccess: (value, { said, undo, done }, id) => {
      hold((held) => held.map((one) => (one.id === id ? { ...one, version: value.version } : one)));
      wantVersion(value.version);
      const words = typeof said === 'function' ? said(value) : said;
      if (words) notify(words, undo ? { undo } : {});
      done?.(value);
    },
    onError: (refusal, _, id) => {
      hold((held) => held.filter((one) => one.id !== id));
      notifyError(refusal.message);
    },
  });
  const change = <T extends Versioned>(wanted: ListChange<T>) => mutate(wanted as unknown as ListChange);
  return { view: withPending(view, pending ?? []), here, isGone, change };
}

/** Reads the list again until it is at least at the version that was asked for last; tries again when that fails. */
function useCatchingUp(listId: string): (version: number) => void {
  const client = useQueryClient();
  const wanted = useRef(0);
  const state = useRef<'idle' | 'reading' | 'left'>('idle');
  useEffect(() => {
    state.current = 'idle';
    return () => {
      state.current = 'left';
    };
  }, []);
  const catchUp = async () => {
    if (state.current !== 'idle') return;
    state.current = 'reading';
    const key = listKey(listId);
    const isBehind = () => (client.getQueryData<ListView>(key)?.version ?? 0) < wanted.current;
    for (let failures = 0; isBehind() && (state.current as string) === 'reading'; ) {
      await client.refetchQueries({ queryKey: key, exact: true });
      const { error } = client.getQueryState(key) ?? {};
      if (error instanceof Refused && error.status === 404) break;
      failures = error ? failures + 1 : 0;
      if (error) await pause(Math.min(LONGEST_WAIT_MS, 250 * 2 ** failures));
    }
    if ((state.current as string) === 'reading') state.current = 'idle';
  };
  return (version) => {
    wanted.current = Math.max(wanted.current, version);
    void catchUp();
  };
}

/** Cut short when the browser is online again. */
function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      window.removeEventListener('online', done);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    window.addEventListener('online', done);
  });
}

export type ListOf = ReturnType<typeof useList>;
