'use client';

import { useRouter } from 'next/navigation';
import { startTransition } from 'react';
import { buttonLook } from './button-look.ts';

/** A whole page that could not be shown. */
export function ErrorScreen({ retry }: { readonly retry: () => void }) {
  const router = useRouter();
  const again = () =>
    startTransition(() => {
      router.refresh();
      retry();
    });
  return (
    <div role="alert" className="page mx-auto flex max-w-lg flex-col items-center py-24 text-center">
      <h1 className="text-2xl md:text-3xl">The film tore</h1>
      <p className="mt-3 text-soft">This page could not be shown just now. Nothing of yours is lost.</p>
      <div className="mt-8 flex flex-wrap justify-center gap-3">
        <button type="button" className={buttonLook('primary', 'm')} onClick={again}>
          Try again
        </button>
        {/* A plain link: after a failure the whole page is best loaded anew. */}
        <a href="/" className={buttonLook('quiet', 'm')}>
          Back to the start
        </a>
      </div>
    </div>
  );
}
