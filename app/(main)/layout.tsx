import type { ReactNode } from 'react';
import { AppShell } from '@/components/layout/app-shell.tsx';
import { InboxLink } from '@/components/layout/inbox-link.tsx';
import { currentViewer } from '@/lib/session.ts';
import { countInbox } from '@/lib/social/inbox.ts';

export default async function MainLayout({ children }: { readonly children: ReactNode }) {
  const viewer = await currentViewer();
  return (
    <AppShell viewer={viewer} inbox={viewer && <InboxSign viewerId={viewer.id} />}>
      {children}
    </AppShell>
  );
}

/** Counts beside the page, which does not wait for it. */
async function InboxSign({ viewerId }: { readonly viewerId: string }) {
  return <InboxLink viewerId={viewerId} initial={await countInbox(viewerId)} />;
}
