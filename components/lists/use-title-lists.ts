'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { runAction } from '@/components/run-action.ts';
import { newId } from '@/components/title/new-id.ts';
import { notify, notifyError } from '@/components/ui/toast.ts';
import { addToList, createList, putBackOnList, removeFromList } from '@/lib/actions/lists.ts';
import type { ListForTitle } from '@/lib/lists/lists-for-title.ts';
import { readJson } from './read-json.ts';
import { listsKey } from './use-lists.ts';

type Title = { readonly id: number; readonly name: string };
type Step = {
  readonly list: ListForTitle;
  readonly on: boolean;
  /** An undo puts back or takes off what there was, and says nothing more. */
  readonly quiet?: boolean;
};

const keyOf = (titleId: number) => ['title-lists', titleId] as const;

/** The viewer's lists and whether a title is on each. Nothing is asked before `wanted`. */
export function useTitleLists(title: Title, wanted: boolean, initial?: readonly ListForTitle[]) {
  const client = useQueryClient();
  const key = keyOf(title.id);
  const query = useQuery({
    queryKey: key,
    queryFn: ({ signal }) =>
      readJson<{ lists: ListForTitle[] }>(`/api/lists/for-title?title=${title.id}`, signal).then(
        ({ lists }) => lists as readonly ListForTitle[],
      ),
    enabled: wanted,
    staleTime: 30_000,
    ...(initial && { initialData: initial }),
  });
  const show = (listId: string, itemId: string | null) =>
    client.setQueryData<readonly ListForTitle[]>(key, (lists) =>
      lists?.map((list) => (list.listId === listId ? { ...list, itemId } : list)),
    );
  const scope = { id: `title-lists-${title.id}` };
  const toggle = useMutation({
    scope,
    mutationFn: async ({ list, on }: Step): Promise<string | null> => {
      const { listId, itemId } = list;
      if (!on) {
        await runAction(removeFromList({ listId, itemId: itemId! }));
        return null;
      }
      if (itemId) {
        await runAction(putBackOnList({ listId, itemId }));
        return itemId;
      }
      return (await runAction(addToList({ listId, itemId: newId(), titleId: title.id }))).itemId;
    },
    onMutate: ({ list, on }) => show(list.listId, on ? (list.itemId ?? 'on its way') : null),
    onError: (error, { list, on }) => {
      show(list.listId, on ? null : list.itemId);
      notifyError(error.message);
    },
    onSuccess: (itemId, { list, on, quiet }) => {
      show(list.listId, itemId);
      void client.invalidateQueries({ queryKey: listsKey });
      if (quiet) return;
      const there = { ...list, itemId: itemId ?? list.itemId };
      notify(on ? `${title.name} is on ${list.name}.` : `${title.name} is off ${list.name}.`, {
        undo: () => toggle.mutate({ list: there, on: !on, quiet: true }),
      });
    },
  });
  const begin = useMutation({
    scope,
    mutationFn: async (name: string) => {
      const listId = newId();
      await runAction(createList({ listId, name, description: '' }));
      const { itemId } = await runAction(addToList({ listId, itemId: newId(), titleId: title.id }));
      return { listId, name, itemId };
    },
    onSuccess: (list) => {
      client.setQueryData<readonly ListForTitle[]>(key, (lists = []) => [list, ...lists]);
      void client.invalidateQueries({ queryKey: listsKey });
      notify(`${title.name} is on ${list.name}.`);
    },
    onError: (error) => {
      notifyError(error.message);
      void client.invalidateQueries({ queryKey: key });
    },
  });
  return {
    query,
    /** Nothing while the last tap on this list is still on its way. */
    toggle: (list: ListForTitle) => {
      if (list.itemId !== 'on its way') toggle.mutate({ list, on: list.itemId === null });
    },
    begin,
  };
}

export type TitleListsOf = ReturnType<typeof useTitleLists>;
