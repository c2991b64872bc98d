import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { joinClasses } from './join-classes.ts';

const look = (selected: boolean, more?: string) =>
  joinClasses(
    'touch inline-flex min-h-9 items-center gap-1.5 rounded-control border px-3.5 text-sm whitespace-nowrap transition',
    selected ? 'border-ink bg-ink text-paper' : 'border-line bg-raised text-ink hover:border-edge',
    more,
  );

export function Chip({
  selected = false,
  className,
  type = 'button',
  children,
  ...rest
}: { readonly selected?: boolean } & ComponentProps<'button'>) {
  return (
    <button type={type} aria-pressed={selected} className={look(selected, className)} {...rest}>
      {selected && <span aria-hidden>✓</span>}
      {children}
    </button>
  );
}

type ChipLinkProps = { readonly selected?: boolean; readonly children: ReactNode } & ComponentProps<
  typeof Link
>;

export function ChipLink({ selected = false, className, children, ...rest }: ChipLinkProps) {
  return (
    <Link aria-current={selected ? 'true' : undefined} className={look(selected, className)} {...rest}>
      {selected && <span aria-hidden>✓</span>}
      {children}
    </Link>
  );
}
