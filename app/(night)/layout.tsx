import type { ReactNode } from 'react';

/** A night has the screen to itself: no header, no tab bar. */
export default function NightLayout({ children }: { readonly children: ReactNode }) {
  return children;
}
