import type { ReactNode } from 'react';
import { PlainFrame } from '@/components/layout/plain-frame.tsx';

export default function PlainLayout({ children }: { readonly children: ReactNode }) {
  return <PlainFrame>{children}</PlainFrame>;
}
