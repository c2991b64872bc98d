'use client';

import { TriangleAlert, X } from 'lucide-react';
import { useEffect, useState, useSyncExternalStore } from 'react';
import { dismissToast, listenToToasts, readToasts, type Toast } from './toast.ts';

const none: readonly Toast[] = [];
/** Long enough to read, think and undo; it waits while the pointer or the focus is on it. */
const shownFor = 7000;

export function Toaster() {
  const toasts = useSyncExternalStore(listenToToasts, readToasts, () => none);
  const [held, setHeld] = useState(false);
  return (
    <section
      aria-label="Messages"
      className="pointer-events-none fixed inset-x-0 bottom-[calc(var(--tabs)+1rem)] z-50 flex flex-col items-center gap-2 px-4"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div aria-live="polite" className="contents">
        {toasts.map((toast) => (
          <Slip key={toast.id} toast={toast} held={held} />
        ))}
      </div>
    </section>
  );
}

function Slip({ toast, held }: { readonly toast: Toast; readonly held: boolean }) {
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismissToast(toast.id), shownFor);
    return () => clearTimeout(timer);
  }, [held, toast.id]);
  return (
    <div className="toast pointer-events-auto flex w-full max-w-md items-center gap-1 rounded-[14px] bg-ink py-1 pr-1 pl-4 text-sm text-paper">
      <p className="flex-1 py-2">
        {toast.tone === 'error' && (
          <TriangleAlert aria-label="Error:" role="img" size={16} className="mr-2 inline align-[-3px]" />
        )}
        {toast.message}
      </p>
      {toast.undo && (
        <button
          type="button"
          className="min-h-11 rounded-control px-3 font-semibold underline underline-offset-4 focus-visible:outline-paper"
          onClick={() => {
            dismissToast(toast.id);
            toast.undo?.();
          }}
        >
          Undo
        </button>
      )}
      <button
        type="button"
        aria-label="Dismiss message"
        className="grid size-11 place-items-center rounded-control focus-visible:outline-paper"
        onClick={() => dismissToast(toast.id)}
      >
        <X aria-hidden size={16} />
      </button>
    </div>
  );
}
