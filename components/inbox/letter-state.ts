'use client';

import { type QueryClient, skipToken, useQuery } from '@tanstack/react-query';

/** What became of a letter, as its recipient knows it. */
export type LetterState = 'sent' | 'accepted' | 'declined' | 'thanked';

const letterKey = (id: string) => ['letter', id] as const;

/** Shared by every page that shows the letter, ahead of the server by one answer. */
export function useLetterState(id: string, initial: LetterState): LetterState {
  return useQuery({ queryKey: letterKey(id), queryFn: skipToken, initialData: initial }).data ?? initial;
}

/** Shows a state at once; returns how to take it back. */
export function showLetterState(client: QueryClient, id: string, state: LetterState): () => void {
  const before = client.getQueryData<LetterState>(letterKey(id));
  client.setQueryData(letterKey(id), state);
  return () => client.setQueryData(letterKey(id), before);
}
