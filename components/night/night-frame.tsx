import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

type NightFrameProps = {
  readonly name: string;
  /** Where the way out leads; a guest has none. */
  readonly back: string | null;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
};

/** A night has the screen to itself: its name, a way out, and what happens now. */
export function NightFrame({ name, back, aside, children }: NightFrameProps) {
  return (
    <>
      <a href="#content" className="skip-link">
        Skip to the content
      </a>
      <header className="page flex min-h-14 items-center justify-between gap-3 pt-1 text-soft">
        {back === null ? (
          <span className="inline-flex min-h-11 min-w-0 items-center truncate">{name}</span>
        ) : (
          <Link
            href={back}
            className="-ml-1 inline-flex min-h-11 min-w-0 items-center gap-0.5 hover:text-ink"
            aria-label={`${name}: back to all nights`}
          >
            <ChevronLeft aria-hidden size={20} className="flex-none" />
            <span className="truncate">{name}</span>
          </Link>
        )}
        <div className="flex flex-none items-center gap-1">{aside}</div>
      </header>
      <main id="content" tabIndex={-1} className="page pb-8 outline-none">
        {children}
      </main>
    </>
  );
}
