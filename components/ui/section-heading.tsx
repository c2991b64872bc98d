import type { ReactNode } from 'react';

type SectionHeadingProps = { readonly title: string; readonly id?: string; readonly children?: ReactNode };

export function SectionHeading({ title, id, children }: SectionHeadingProps) {
  return (
    <div className="mb-4 flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1">
      <h2 id={id} className="text-xl">
        {title}
      </h2>
      {children && <div className="text-sm text-soft">{children}</div>}
    </div>
  );
}
