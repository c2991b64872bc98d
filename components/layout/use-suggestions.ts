import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { TitleSummary } from '@/lib/catalog/summary.ts';

export type Suggestions = { readonly titles: readonly TitleSummary[]; readonly people: readonly string[] };

const none: Suggestions = { titles: [], people: [] };

/** What the typed words may mean, a moment after the last key. */
export function useSuggestions(text: string): Suggestions {
  const [settled, setSettled] = useState('');
  const wanted = text.trim();
  useEffect(() => {
    const timer = setTimeout(() => setSettled(wanted), 120);
    return () => clearTimeout(timer);
  }, [wanted]);
  const { data } = useQuery({
    queryKey: ['suggestions', settled],
    queryFn: ({ signal }) => fetchSuggestions(settled, signal),
    enabled: settled.length > 1,
    placeholderData: keepPreviousData,
  });
  return wanted.length > 1 ? (data ?? none) : none;
}

async function fetchSuggestions(text: string, signal: AbortSignal): Promise<Suggestions> {
  const response = await fetch(`/api/search?q=${encodeURIComponent(text)}`, { signal });
  if (!response.ok) throw new Error(`Search answered ${response.status}`);
  return response.json();
}
