'use client';

import { usePathname, useSearchParams } from 'next/navigation';
import { Suspense, useEffect, useState } from 'react';

const SHOW_AFTER_MS = 120;

/** A thin line while the next page is on its way: a link answers at once, even when the server takes its time. */
export function NavigationProgress() {
  return (
    <Suspense>
      <Line />
    </Suspense>
  );
}

function Line() {
  const place = `${usePathname()}?${useSearchParams()}`;
  const [leaving, setLeaving] = useState<string | null>(null);
  // A new place means that the way there has ended.
  // biome-ignore lint/correctness/useExhaustiveDependencies: place is the signal
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>;
    const start = (event: MouseEvent) => {
      const link = (event.target as Element).closest?.('a');
      if (!link || event.defaultPrevented === false || !isElsewhere(link, event)) return;
      timer = setTimeout(() => setLeaving(window.location.pathname + window.location.search), SHOW_AFTER_MS);
    };
    document.addEventListener('click', start);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('click', start);
      setLeaving(null);
    };
  }, [place]);
  return leaving === null ? null : (
    <div role="progressbar" aria-label="Loading the page" className="navigation-progress" />
  );
}

/** Next has prevented the browser's own way already when a link is its own. */
function isElsewhere(link: HTMLAnchorElement, event: MouseEvent): boolean {
  if (event.metaKey || event.ctrlKey || event.shiftKey || link.target === '_blank') return false;
  return (
    link.origin === window.location.origin &&
    link.pathname + link.search !== window.location.pathname + window.location.search
  );
}
