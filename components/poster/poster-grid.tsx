import type { ReactNode } from 'react';

/** Its children are `<li>`s. */
export function PosterGrid({ children }: { readonly children: ReactNode }) {
  return <ul className="poster-grid">{children}</ul>;
}
