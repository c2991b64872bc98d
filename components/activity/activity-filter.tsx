import { ChipLink } from '@/components/ui/chip.tsx';
import type { ActivityKind } from '@/lib/feed/activity.ts';

const kinds: readonly (readonly [ActivityKind | null, string])[] = [
  [null, 'Everything'],
  ['ratings', 'Ratings'],
  ['watches', 'Watched'],
  ['wishes', 'Wants to watch'],
  ['notes', 'Notes'],
  ['lists', 'Lists'],
  ['nights', 'Nights'],
];

/** One kind at a time, kept in the address. */
export function ActivityFilter({ current }: { readonly current: ActivityKind | null }) {
  return (
    <nav aria-label="Kind" className="-mt-2 mb-6 flex flex-wrap gap-2">
      {kinds.map(([kind, label]) => (
        <ChipLink
          key={label}
          href={kind === null ? '/activity' : `/activity?kind=${kind}`}
          selected={kind === current}
          prefetch={false}
        >
          {label}
        </ChipLink>
      ))}
    </nav>
  );
}
