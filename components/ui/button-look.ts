import { joinClasses } from './join-classes.ts';

export type ButtonVariant = 'primary' | 'ticket' | 'quiet' | 'plain' | 'danger';
export type ButtonSize = 'm' | 's';

const looks: Readonly<Record<ButtonVariant, string>> = {
  primary: 'bg-ink text-paper hover:opacity-88',
  ticket: 'bg-ticket text-on-ticket hover:bg-[color-mix(in_srgb,var(--ticket)_90%,var(--ink))]',
  quiet: 'border border-line bg-raised text-ink hover:border-edge',
  plain: 'text-soft hover:text-ink underline-offset-4 hover:underline',
  danger: 'border border-danger text-danger hover:bg-danger hover:text-paper',
};
const sizes: Readonly<Record<ButtonSize, string>> = {
  m: 'min-h-11 text-base',
  s: 'touch min-h-9 text-sm',
};

export function buttonLook(variant: ButtonVariant, size: ButtonSize, more?: string): string {
  return joinClasses(
    'inline-flex items-center justify-center gap-2 rounded-control font-medium transition select-none',
    'active:scale-[0.98] disabled:opacity-50 aria-disabled:opacity-50',
    looks[variant],
    sizes[size],
    variant === 'plain' ? 'px-2' : size === 'm' ? 'px-5' : 'px-3.5',
    more,
  );
}
