import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import { ProfileActions } from '@/components/friends/profile-actions.tsx';
import { PersonView } from '@/components/people/person-view.tsx';
import { NoPageFor, ViewAsBanner } from '@/components/people/view-as.tsx';
import { VisitorActions } from '@/components/people/visitor-actions.tsx';
import { ButtonLink } from '@/components/ui/button.tsx';
import { currentViewer, type Viewer } from '@/lib/session.ts';
import { readFriendsBoard } from '@/lib/social/board.ts';
import {
  type Guise,
  type PersonPage,
  parseGuise,
  parseSection,
  readOwnPageAs,
  readPersonPage,
} from '@/lib/social/profile.ts';
import { InCommon } from './in-common.tsx';
import { Match } from './match.tsx';

type Props = {
  readonly params: Promise<{ readonly handle: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: `@${(await params).handle.slice(0, 20)}` };
}

export default async function PersonRoute({ params, searchParams }: Props) {
  const [{ handle }, query, viewer] = await Promise.all([params, searchParams, currentViewer()]);
  const path = `/people/${handle}`;
  const whole = parseSection(query.all);
  const guise = parseGuise(query.as);
  if (viewer?.handle === handle && guise) {
    return <AsSeenBy guise={guise} path={path} page={await readOwnPageAs(viewer, guise, whole)} />;
  }
  const page = await readPersonPage(viewer?.id ?? null, handle, whole);
  if (viewer) return page ? <Seen page={page} viewer={viewer} path={path} /> : notFound();
  // Nobody of this name, and somebody who shows nothing to everyone: the same answer, and a friend finds the way in.
  if (!page) redirect(`/sign-in?next=${encodeURIComponent(path)}`);
  return <PersonView page={page} at={{ path }} signedIn={false} actions={<VisitorActions path={path} />} />;
}

type SeenProps = { readonly page: PersonPage; readonly viewer: Viewer; readonly path: string };

function Seen({ page, viewer, path }: SeenProps) {
  return (
    <PersonView
      page={page}
      at={{ path }}
      signedIn
      viewerId={viewer.id}
      actions={page.relation === 'self' ? <OwnActions /> : <Actions page={page} viewer={viewer} />}
      note={<InCommon viewer={viewer} person={page} />}
      insight={<Match viewer={viewer} person={page} />}
      closing={<Closing page={page} viewer={viewer} />}
    />
  );
}

function OwnActions() {
  return (
    <div className="flex flex-wrap gap-2">
      <ButtonLink href="/settings/privacy" variant="quiet">
        Who sees what
      </ButtonLink>
      <ButtonLink href="/settings/account" variant="quiet">
        Change name or handle
      </ButtonLink>
    </div>
  );
}

async function Actions({ page, viewer }: Omit<SeenProps, 'path'>) {
  const board = await readFriendsBoard(viewer.id);
  return <ProfileActions person={page} board={board} personalised={viewer.personalised} />;
}

function Closing({ page, viewer }: Omit<SeenProps, 'path'>) {
  const words = whatIsMissing(page, viewer);
  return words && <p className="max-w-xl text-soft">{words}</p>;
}

function whatIsMissing({ relation, name, ...page }: PersonPage, viewer: Viewer): string | null {
  const isFriend = relation === 'friends';
  if (isFriend && !page.ratings && viewer.shareRatings === 'me')
    return 'You keep your ratings to yourself, so friends’ ratings are hidden from you too. Settings can change that.';
  if (page.ratings || page.diary || page.watchlist || page.friends) return null;
  if (isFriend) return `${name} keeps everything private.`;
  return `Nothing of ${name}’s page is for everyone. When you are friends, you see what they show to friends.`;
}

type AsSeenByProps = { readonly guise: Guise; readonly path: string; readonly page: PersonPage | null };

function AsSeenBy({ guise, path, page }: AsSeenByProps) {
  return (
    <>
      <ViewAsBanner guise={guise} path={path} />
      {page ? (
        <PersonView page={page} at={{ path, query: { as: guise } }} signedIn={false} />
      ) : (
        <NoPageFor guise={guise} />
      )}
    </>
  );
}
