import type { Metadata } from 'next';
import { ActivityFilter } from '@/components/activity/activity-filter.tsx';
import { ActivityList } from '@/components/activity/activity-list.tsx';
import { CircleSwitch } from '@/components/friends/circle-switch.tsx';
import { PageHeading } from '@/components/ui/page-heading.tsx';
import { ACTIVITY_KINDS, readActivity } from '@/lib/feed/activity.ts';
import { PAGE_SIZE } from '@/lib/feed/page.ts';
import { viewerOrSignIn } from '@/lib/session.ts';
import { listFriends } from '@/lib/social/circle.ts';

export const metadata: Metadata = { title: 'Activity' };

type Props = { readonly searchParams: Promise<{ kind?: string | string[] }> };

export default async function ActivityRoute({ searchParams }: Props) {
  const viewer = await viewerOrSignIn('/activity');
  const asked = (await searchParams).kind;
  const kind = ACTIVITY_KINDS.find((one) => one === asked) ?? null;
  const [first, friends] = await Promise.all([
    readActivity(viewer, kind, null, PAGE_SIZE),
    listFriends(viewer.id),
  ]);
  return (
    <div className="page">
      <div className="max-w-3xl">
        <PageHeading title="Activity" aside={<CircleSwitch current="activity" />}>
          What your friends did, by time alone.
        </PageHeading>
        <ActivityFilter current={kind} />
        <ActivityList key={kind} kind={kind} first={first} hasFriends={friends.length > 0} />
      </div>
    </div>
  );
}
