import Link from 'next/link';
import { joinClasses } from './join-classes.ts';

export type MenuItem = {
  readonly label: string;
  readonly onSelect?: () => void;
  readonly href?: string;
  readonly danger?: boolean;
  /** Makes the entry one choice of several. */
  readonly checked?: boolean;
};

export function MenuRow({ item, onSelect }: { readonly item: MenuItem; readonly onSelect: () => void }) {
  const look = joinClasses(
    'flex min-h-11 w-full items-center gap-2 rounded-[10px] px-3 text-left text-sm outline-offset-[-2px] hover:bg-paper focus:bg-paper',
    item.danger && 'text-danger',
  );
  if (item.href !== undefined) {
    return (
      <Link href={item.href} role="menuitem" tabIndex={-1} className={look} onClick={onSelect}>
        {item.label}
      </Link>
    );
  }
  if (item.checked === undefined) {
    return (
      <button type="button" role="menuitem" tabIndex={-1} className={look} onClick={onSelect}>
        {item.label}
      </button>
    );
  }
  return (
    <button
      type="button"
      role="menuitemradio"
      aria-checked={item.checked}
      tabIndex={-1}
      className={look}
      onClick={onSelect}
    >
      <span aria-hidden className="w-4">
        {item.checked ? '✓' : ''}
      </span>
      {item.label}
    </button>
  );
}
