import type { Metadata } from 'next';
import { readNightOptions } from '@/app/night-options.ts';
import { NewNight } from '@/components/night/new-night.tsx';
import { PageHeading } from '@/components/ui/page-heading.tsx';
import { readCompanions } from '@/lib/nights/companions.ts';
import { listGroups } from '@/lib/nights/groups.ts';
import { viewerOrSignIn } from '@/lib/session.ts';
import { listFriends } from '@/lib/social/circle.ts';

export const metadata: Metadata = { title: 'Start a night' };

type Props = { readonly searchParams: Promise<{ group?: string; again?: string; with?: string }> };

export default async function NewNightPage({ searchParams }: Props) {
  const viewer = await viewerOrSignIn('/nights/new');
  const wanted = await searchParams;
  const [friends, groups, options, companions] = await Promise.all([
    listFriends(viewer.id),
    listGroups(viewer.id),
    readNightOptions(viewer.id),
    wanted.again ? readCompanions(viewer.id, wanted.again) : [],
  ]);
  const grouped = groups.find(({ id }) => id === wanted.group)?.members.map(({ id }) => id);
  const named = friends.filter(({ handle }) => handle === wanted.with).map(({ id }) => id);
  return (
    <div className="page">
      <PageHeading title="Start a night">
        Three questions, all of them optional. Then the doors are open, and you get a code for the rest.
      </PageHeading>
      <NewNight
        friends={friends.map(({ id, handle, name }) => ({ id, handle, name }))}
        groups={groups}
        options={options}
        chosenFirst={grouped ?? (companions.length > 0 ? companions : named)}
      />
    </div>
  );
}
