import type { ReactNode } from 'react';

type InboxRowProps = {
  readonly picture: ReactNode;
  readonly children: ReactNode;
  /** The answers. */
  readonly actions?: ReactNode;
};

/** A face or a poster, what it is about, and the answers: beside it on a desk, below on a phone. */
export function InboxRow({ picture, children, actions }: InboxRowProps) {
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-3 border-b border-line py-4 last:border-b-0">
      <div className="flex w-12 flex-none justify-center">{picture}</div>
      <div className="min-w-0 flex-1 basis-48 text-sm text-soft">{children}</div>
      {actions && (
        <div className="flex flex-wrap items-center gap-2 max-sm:w-full max-sm:pl-16">{actions}</div>
      )}
    </li>
  );
}
