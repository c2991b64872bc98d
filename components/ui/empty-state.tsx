import type { ReactNode } from 'react';

type EmptyStateProps = { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode };

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-3 py-16 text-center">
      <EmptyScreen />
      <h2 className="text-xl">{title}</h2>
      {children && <div className="text-soft">{children}</div>}
      {action && <div className="mt-3">{action}</div>}
    </div>
  );
}

/** A dark screen with its curtains open. */
function EmptyScreen() {
  return (
    <svg aria-hidden="true" width="96" height="64" viewBox="0 0 96 64" fill="none" className="mb-2 text-line">
      <rect x="14" y="8" width="68" height="42" rx="4" fill="currentColor" />
      <path d="M4 2h20c-1 22-6 42-16 56H4zM92 2H72c1 22 6 42 16 56h4z" fill="var(--ticket)" opacity=".85" />
      <path d="M30 60h36" stroke="currentColor" strokeWidth="4" strokeLinecap="round" />
    </svg>
  );
}
