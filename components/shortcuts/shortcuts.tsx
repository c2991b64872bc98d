'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useEffect, useRef, useState } from 'react';
import { inbox, places } from '@/components/layout/places.ts';
import { isTyping } from './is-typing.ts';

const ShortcutsDialog = dynamic(() =>
  import('./shortcuts-dialog.tsx').then((module) => module.ShortcutsDialog),
);

/** How long `g` waits for its second letter. */
const patience = 1200;

export function Shortcuts({ signedIn }: { readonly signedIn: boolean }) {
  const [open, setOpen] = useState(false);
  const [asked, setAsked] = useState(false);
  const router = useRouter();
  const goSince = useRef(Number.NEGATIVE_INFINITY);

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target))
        return;
      const going = event.timeStamp - goSince.current < patience;
      goSince.current = Number.NEGATIVE_INFINITY;
      const place = going ? [...places, inbox].find(({ key }) => key === event.key) : undefined;
      if (place) {
        event.preventDefault();
        event.stopImmediatePropagation();
        router.push(place.href);
      } else if (event.key === 'g') {
        goSince.current = event.timeStamp;
      } else if (event.key === '/') {
        event.preventDefault();
        if (!focusSearch()) router.push('/search');
      } else if (event.key === '?') {
        setAsked(true);
        setOpen(true);
      }
    };
    // Capture: `g w` must go to the watchlist before a page's own `w` hears it.
    window.addEventListener('keydown', onKey, true);
    return () => window.removeEventListener('keydown', onKey, true);
  }, [router]);

  return asked ? <ShortcutsDialog open={open} onClose={() => setOpen(false)} signedIn={signedIn} /> : null;
}

/** A page's own search box comes before the header's. */
function focusSearch(): boolean {
  const boxes = [...document.querySelectorAll<HTMLInputElement>('[data-shortcut="search"]')];
  const visible = boxes.filter((box) => box.offsetParent !== null);
  const box = visible.find((candidate) => candidate.closest('main')) ?? visible[0];
  box?.focus();
  box?.select();
  return box !== undefined;
}
