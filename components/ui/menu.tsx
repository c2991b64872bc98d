'use client';

import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { type MenuItem, MenuRow } from './menu-item.tsx';
import { focusItem, moveInMenu } from './menu-keys.ts';
import { placeMenu } from './place-menu.ts';

export type { MenuItem };

type MenuProps = {
  readonly label: string;
  readonly trigger: ReactNode;
  readonly items: readonly MenuItem[];
  readonly className?: string;
  /** Shown above the items, for instance who is signed in. */
  readonly header?: ReactNode;
};

/** The browser's popover closes it on Escape or a tap elsewhere; the keys inside are ours. */
export function Menu({ label, trigger, items, className, header }: MenuProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  const id = useId();

  useEffect(() => {
    if (!open || !menu.current || !button.current) return;
    placeMenu(menu.current, button.current);
    focusItem(menu.current, 0);
    const close = () => menu.current?.hidePopover();
    window.addEventListener('scroll', close, { passive: true });
    window.addEventListener('resize', close);
    return () => {
      window.removeEventListener('scroll', close);
      window.removeEventListener('resize', close);
    };
  }, [open]);

  const select = (item: MenuItem) => {
    menu.current?.hidePopover();
    button.current?.focus();
    item.onSelect?.();
  };

  return (
    <>
      <button
        ref={button}
        type="button"
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={open}
        popoverTarget={id}
        className={
          className ?? 'inline-grid size-11 place-items-center rounded-control text-soft hover:text-ink'
        }
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          menu.current?.showPopover();
        }}
      >
        {trigger}
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        className="menu"
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {header}
        <div
          role="menu"
          aria-label={label}
          tabIndex={-1}
          onKeyDown={(event) => {
            if (event.key === 'Tab') menu.current?.hidePopover();
            else if (menu.current && moveInMenu(menu.current, event.key)) {
              event.preventDefault();
              event.stopPropagation();
            }
          }}
        >
          {items.map((item) => (
            <MenuRow key={item.label} item={item} onSelect={() => select(item)} />
          ))}
        </div>
      </div>
    </>
  );
}
