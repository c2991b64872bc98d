import type { Metadata } from 'next';
import Link from 'next/link';
import { FeedSwitch } from '@/components/feed/feed-switch.tsx';
import { LatestList } from '@/components/feed/latest-list.tsx';
import { PageHeading } from '@/components/ui/page-heading.tsx';
import { readLatest } from '@/lib/feed/latest.ts';
import { PAGE_SIZE } from '@/lib/feed/page.ts';
import { viewerOrSignIn } from '@/lib/session.ts';

export const metadata: Metadata = { title: 'Latest' };

export default async function LatestPage() {
  const viewer = await viewerOrSignIn('/latest');
  return (
    <div className="page">
      <PageHeading title="Latest" aside={viewer.personalised ? <FeedSwitch current="latest" /> : undefined}>
        What your friends did and what was added, by time alone.
        {!viewer.personalised && (
          <>
            {' '}
            Recommendations are off; you can switch them on in{' '}
            <Link href="/settings" className="text-ink underline">
              settings
            </Link>
            .
          </>
        )}
      </PageHeading>
      <LatestList first={await readLatest(viewer, null, PAGE_SIZE)} />
    </div>
  );
}
