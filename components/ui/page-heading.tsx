import type { ReactNode } from 'react';

type PageHeadingProps = {
  readonly title: ReactNode;
  readonly children?: ReactNode;
  readonly aside?: ReactNode;
};

/** The one h1 of a page, what it is about, and what can be done with all of it. */
export function PageHeading({ title, children, aside }: PageHeadingProps) {
  return (
    <header className="mb-8 flex flex-wrap items-end justify-between gap-4 pt-8 md:pt-10">
      <div className="min-w-0">
        <h1 className="text-2xl md:text-3xl">{title}</h1>
        {children && <div className="mt-2 max-w-2xl text-soft">{children}</div>}
      </div>
      {aside}
    </header>
  );
}
