import type { ReactNode } from 'react';
import { AppShell } from '@/components/layout/app-shell.tsx';
import { currentViewer } from '@/lib/session.ts';

export default async function MainLayout({ children }: { readonly children: ReactNode }) {
  return <AppShell viewer={await currentViewer()}>{children}</AppShell>;
}
