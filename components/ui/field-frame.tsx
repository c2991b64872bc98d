import type { ReactNode } from 'react';
import { joinClasses } from './join-classes.ts';

export const fieldLook =
  'min-h-11 w-full rounded-[14px] border border-edge bg-raised px-4 py-2 text-base text-ink transition ' +
  'placeholder:text-soft hover:border-ink aria-invalid:border-danger disabled:opacity-60';

type FieldFrameProps = {
  readonly id: string;
  readonly label: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly className?: string | undefined;
  readonly children: ReactNode;
};

/** The label above, the control, then what helps and what went wrong. */
export function FieldFrame({ id, label, hint, error, className, children }: FieldFrameProps) {
  return (
    <div className={joinClasses('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-medium">
        {label}
      </label>
      {children}
      {hint && (
        <p id={`${id}-hint`} className="text-sm text-soft">
          {hint}
        </p>
      )}
      {error && (
        <p id={`${id}-error`} role="alert" className="text-sm font-medium text-danger">
          {error}
        </p>
      )}
    </div>
  );
}
