'use client';

import { ChevronDown } from 'lucide-react';
import { type ReactNode, useRef } from 'react';

type FilterMenuProps = { readonly words: string; readonly selected: boolean; readonly children: ReactNode };

/** A disclosure that works without any script; with it, choosing, Escape and leaving close it. */
export function FilterMenu({ words, selected, children }: FilterMenuProps) {
  const details = useRef<HTMLDetailsElement>(null);
  const close = () => details.current?.removeAttribute('open');
  return (
    <details
      ref={details}
      name="filter"
      className="group md:relative"
      onClick={(event) => event.target instanceof Element && event.target.closest('a') && close()}
      onBlur={(event) => event.relatedTarget && !event.currentTarget.contains(event.relatedTarget) && close()}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !details.current?.open) return;
        close();
        details.current.querySelector('summary')?.focus();
      }}
    >
      <summary
        className={`inline-flex min-h-11 list-none items-center gap-1.5 rounded-control border px-4 text-sm whitespace-nowrap transition select-none [&::-webkit-details-marker]:hidden ${
          selected ? 'border-ink bg-ink text-paper' : 'border-line bg-raised hover:border-edge'
        }`}
      >
        {words}
        <ChevronDown aria-hidden size={15} className="transition-transform group-open:rotate-180" />
      </summary>
      <div className="absolute inset-x-0 z-20 mt-2 max-h-[60dvh] overflow-y-auto rounded-panel border border-line bg-raised p-1.5 shadow-[0_18px_40px_-16px_rgb(20_10_5/0.5)] md:right-auto md:left-0 md:w-64">
        {children}
      </div>
    </details>
  );
}
