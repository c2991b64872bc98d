'use client';

import { usePathname } from 'next/navigation';
import { SegmentedLinks } from '@/components/ui/segmented.tsx';
import { shelves } from './places.ts';

/** Watchlist, lists and diary are one tab on a phone; this is how to get from one to the other there. */
export function ShelfSwitch() {
  const path = usePathname();
  if (!shelves.some(({ href }) => href === path)) return null;
  return (
    <div className="page pt-5 lg:hidden">
      <SegmentedLinks
        label="What you keep"
        items={shelves.map(({ href, label }) => ({ href, label, current: href === path }))}
      />
    </div>
  );
}
