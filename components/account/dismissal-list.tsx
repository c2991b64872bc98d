'use client';

import { dismiss, undismiss } from '@/lib/actions/library.ts';
import type { ListedDismissal } from '@/lib/library/dismissals.ts';
import { RemovableList } from './removable-list.tsx';

const kinds = { title: 'Title', genre: 'Genre', person: 'Person', friend: 'Because of a friend' } as const;

/** What someone waved away. */
export function DismissalList({ dismissals }: { readonly dismissals: readonly ListedDismissal[] }) {
  return (
    <RemovableList
      entries={dismissals.map((one) => ({
        ...one,
        key: `${one.scope}:${one.value}`,
        note: kinds[one.scope],
      }))}
      empty="Nothing. “Not interested” on a title puts it here."
      setKept={({ scope, value }, keep) => (keep ? dismiss : undismiss)({ scope, value })}
      said={({ words }, keep) => (keep ? `${words} is hidden again.` : `${words} may be recommended again.`)}
    />
  );
}
