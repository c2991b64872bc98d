import { type ComponentProps, type ReactNode, useId } from 'react';
import { FieldFrame, fieldLook } from './field-frame.tsx';

type FieldProps = {
  readonly label: string;
  readonly name: string;
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
} & Omit<ComponentProps<'input'>, 'name'>;

export function Field({ label, hint, error, className, id, ...rest }: FieldProps) {
  const made = useId();
  const own = id ?? made;
  return (
    <FieldFrame id={own} label={label} hint={hint} error={error} className={className}>
      <input
        id={own}
        aria-invalid={error ? true : undefined}
        aria-describedby={
          [hint && `${own}-hint`, error && `${own}-error`].filter(Boolean).join(' ') || undefined
        }
        className={fieldLook}
        {...rest}
      />
    </FieldFrame>
  );
}
