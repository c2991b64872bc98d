import type { ReactNode } from 'react';
import { joinClasses } from '@/components/ui/join-classes.ts';

export const HEADING_ID = 'night-heading';

/** The h1 of whatever a night is at: the focus moves here when that changes. */
export function NightHeading({
  className,
  children,
}: {
  readonly className?: string;
  readonly children: ReactNode;
}) {
  return (
    <h1
      id={HEADING_ID}
      tabIndex={-1}
      className={joinClasses('outline-none', className ?? 'text-2xl md:text-3xl')}
    >
      {children}
    </h1>
  );
}

export function focusHeading(): void {
  document.getElementById(HEADING_ID)?.focus({ preventScroll: true });
  window.scrollTo({ top: 0 });
}
