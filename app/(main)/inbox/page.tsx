import type { Metadata } from 'next';
import { InboxBoard } from '@/components/inbox/inbox-board.tsx';
import { PageHeading } from '@/components/ui/page-heading.tsx';
import { viewerOrSignIn } from '@/lib/session.ts';
import { readInbox } from '@/lib/social/inbox.ts';
import { readSent } from '@/lib/social/read-sends.ts';

export const metadata: Metadata = { title: 'Inbox' };

export default async function InboxPage() {
  const viewer = await viewerOrSignIn('/inbox');
  const [inbox, sent] = await Promise.all([readInbox(viewer.id), readSent(viewer.id)]);
  return (
    <div className="page">
      <div className="max-w-3xl">
        <PageHeading title="Inbox" />
        <InboxBoard viewerId={viewer.id} initial={inbox} sent={sent} />
      </div>
    </div>
  );
}
