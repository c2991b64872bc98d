'use client';

import { Search } from 'lucide-react';
import Form from 'next/form';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState, useTransition } from 'react';
import type { BrowseFilters } from '@/lib/catalog/browse-filters.ts';
import { browseHref } from './browse-href.ts';

const PATIENCE_MS = 250;

/** A form that keeps the other filters; with a script the list follows the typing. */
export function BrowseSearch({ filters }: { readonly filters: BrowseFilters }) {
  const [text, setText] = useState(filters.q ?? '');
  const [isPending, startTransition] = useTransition();
  const router = useRouter();
  const asked = useRef(filters.q ?? '');

  useEffect(() => {
    // Somebody followed a link that changed the words: show those. Our own words coming back are no news.
    if ((filters.q ?? '') === asked.current) return;
    asked.current = filters.q ?? '';
    setText(filters.q ?? '');
  }, [filters.q]);
  useEffect(() => {
    const wanted = text.trim();
    if (wanted === asked.current) return;
    const timer = setTimeout(() => {
      asked.current = wanted;
      startTransition(() => router.replace(browseHref(filters, { q: wanted || null }), { scroll: false }));
    }, PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [text, filters, router]);

  const kept = Object.entries(filters).filter(
    ([key, value]) => !['q', 'page'].includes(key) && value !== null,
  );
  return (
    <Form action="/search" role="search" aria-label="The catalogue" className="relative max-w-xl">
      <Search
        aria-hidden
        size={20}
        className="pointer-events-none absolute top-1/2 left-4 -translate-y-1/2 text-soft"
      />
      <input
        name="q"
        type="search"
        value={text}
        maxLength={80}
        autoComplete="off"
        enterKeyHint="search"
        data-shortcut="search"
        aria-label="Title, director or actor"
        aria-busy={isPending}
        placeholder="Title, director or actor"
        onChange={(event) => setText(event.target.value)}
        className="min-h-12 w-full rounded-control border border-line bg-raised py-2 pr-5 pl-12 transition placeholder:text-soft hover:border-edge focus:border-edge"
      />
      {kept.map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={String(value)} />
      ))}
    </Form>
  );
}
