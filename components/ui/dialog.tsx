'use client';

import { X } from 'lucide-react';
import { type ReactNode, useEffect, useId, useRef } from 'react';
import { IconButton } from './icon-button.tsx';
import { joinClasses } from './join-classes.ts';

type DialogProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly title: string;
  readonly children: ReactNode;
  readonly side?: 'centre' | 'drawer';
};

/** The browser's own dialog: it traps the focus, closes on Escape and gives the focus back. */
export function Dialog({ open, onClose, title, children, side = 'centre' }: DialogProps) {
  const box = useRef<HTMLDialogElement>(null);
  const heading = useId();

  useEffect(() => {
    const dialog = box.current;
    if (open && dialog && !dialog.open) dialog.showModal();
    if (!open && dialog?.open) dialog.close();
  }, [open]);
  useEffect(() => () => box.current?.close(), []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape and the close button are the keyboard's way
    <dialog
      ref={box}
      aria-labelledby={heading}
      className={joinClasses('dialog', side === 'drawer' && 'dialog-drawer')}
      onClose={onClose}
      onClick={(event) => event.target === box.current && box.current.close()}
    >
      <div className="flex min-h-full flex-col gap-4 p-6">
        <header className="flex items-start justify-between gap-4">
          <h2 id={heading} className="text-xl">
            {title}
          </h2>
          <IconButton label="Close" className="-mt-2 -mr-2" onClick={() => box.current?.close()}>
            <X aria-hidden size={20} />
          </IconButton>
        </header>
        {open && children}
      </div>
    </dialog>
  );
}
