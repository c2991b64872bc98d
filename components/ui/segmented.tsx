import Link from 'next/link';
import { joinClasses } from './join-classes.ts';

type Segment = { readonly href: string; readonly label: string; readonly current: boolean };

export function SegmentedLinks({
  label,
  items,
}: {
  readonly label: string;
  readonly items: readonly Segment[];
}) {
  return (
    <nav
      aria-label={label}
      className="inline-flex max-w-full overflow-x-auto rounded-control border border-line p-1"
    >
      {items.map((item) => (
        <Link
          key={item.href}
          href={item.href}
          aria-current={item.current ? 'page' : undefined}
          className={joinClasses(
            'touch inline-flex min-h-9 items-center rounded-control px-3 text-sm sm:px-4 whitespace-nowrap transition',
            item.current ? 'bg-ink font-semibold text-paper' : 'text-soft hover:text-ink',
          )}
        >
          {item.label}
        </Link>
      ))}
    </nav>
  );
}
