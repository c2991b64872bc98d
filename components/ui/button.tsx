import Link from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { type ButtonSize, type ButtonVariant, buttonLook } from './button-look.ts';

type Look = { readonly variant?: ButtonVariant; readonly size?: ButtonSize };

export function Button({
  variant = 'primary',
  size = 'm',
  className,
  type = 'button',
  ...rest
}: Look & ComponentProps<'button'>) {
  return <button type={type} className={buttonLook(variant, size, className)} {...rest} />;
}

export function ButtonLink({
  variant = 'primary',
  size = 'm',
  className,
  ...rest
}: Look & ComponentProps<typeof Link> & { readonly children: ReactNode }) {
  return <Link className={buttonLook(variant, size, className)} {...rest} />;
}
