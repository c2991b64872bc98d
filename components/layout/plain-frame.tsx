import Link from 'next/link';
import type { ReactNode } from 'react';
import { Wordmark } from './wordmark.tsx';

/** Calm pages without the shell: sign-in, sign-up, welcome. */
export function PlainFrame({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <a href="#content" className="skip-link">
        Skip to the content
      </a>
      <header className="page flex h-[var(--header)] items-center md:mt-4">
        <Link href="/" aria-label="Matinee, home" className="inline-flex min-h-11 items-center">
          <Wordmark />
        </Link>
      </header>
      <main id="content" tabIndex={-1} className="page pb-16 outline-none">
        {children}
      </main>
    </>
  );
}
