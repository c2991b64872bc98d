'use client';

import { Send } from 'lucide-react';
import dynamic from 'next/dynamic';
import { useState } from 'react';
import type { TitleSummary } from '@/lib/catalog/summary.ts';

const SendDialog = dynamic(() =>
  import('@/components/inbox/send-dialog.tsx').then((module) => module.SendDialog),
);

type Sendable = Pick<TitleSummary, 'id' | 'name'>;

/** The dialog comes with the first wish to send something. */
export function useSendDialog(title: Sendable) {
  const [open, setOpen] = useState<boolean | null>(null);
  const dialog =
    open === null ? null : <SendDialog title={title} open={open} onClose={() => setOpen(false)} />;
  return { ask: () => setOpen(true), dialog };
}

export function SendButton({ title }: { readonly title: Sendable }) {
  const { ask, dialog } = useSendDialog(title);
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={ask}
        className="inline-flex min-h-11 items-center gap-2 rounded-control border border-line bg-raised px-4 text-sm font-medium text-ink transition hover:border-edge active:scale-[0.98]"
      >
        <Send aria-hidden size={17} className="max-sm:hidden" />
        Send to…
      </button>
      {dialog}
    </>
  );
}
