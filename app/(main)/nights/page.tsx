import type { Metadata } from 'next';
import { NightsHome } from '@/components/night/nights-home.tsx';
import { PageHeading } from '@/components/ui/page-heading.tsx';
import { listGroups } from '@/lib/nights/groups.ts';
import { listNights } from '@/lib/nights/list.ts';
import { viewerOrSignIn } from '@/lib/session.ts';

export const metadata: Metadata = { title: 'Tonight' };

export default async function NightsPage() {
  const viewer = await viewerOrSignIn('/nights');
  const [nights, groups] = await Promise.all([listNights(viewer.id), listGroups(viewer.id)]);
  return (
    <div className="page">
      <div className="max-w-4xl">
        <PageHeading title="Tonight" />
        <NightsHome nights={nights} groups={groups} />
      </div>
    </div>
  );
}
