import type { ComponentProps } from 'react';
import { joinClasses } from './join-classes.ts';

export function IconButton({
  label,
  className,
  type = 'button',
  ...rest
}: { readonly label: string } & ComponentProps<'button'>) {
  return (
    <button
      type={type}
      aria-label={label}
      title={label}
      className={joinClasses(
        'inline-grid size-11 shrink-0 place-items-center rounded-control text-soft transition hover:text-ink disabled:opacity-50',
        'aria-pressed:text-ticket',
        className,
      )}
      {...rest}
    />
  );
}
