import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { cache, Suspense } from 'react';
import { TitleGrid } from '@/components/catalog/title-grid.tsx';
import { OnLists } from '@/components/lists/on-lists.tsx';
import { Poster } from '@/components/poster/poster.tsx';
import { FlagTitle } from '@/components/title/flag-title.tsx';
import { FriendsNotes } from '@/components/title/friends-notes.tsx';
import { FriendsOnTitle } from '@/components/title/friends-on-title.tsx';
import { OwnNote } from '@/components/title/own-note.tsx';
import { PageActions } from '@/components/title/page-actions.tsx';
import { SentToYou } from '@/components/title/sent-to-you.tsx';
import { Credits, TitleFacts } from '@/components/title/title-facts.tsx';
import { ButtonLink } from '@/components/ui/button.tsx';
import { SectionHeading } from '@/components/ui/section-heading.tsx';
import { PosterGridSkeleton } from '@/components/ui/skeleton.tsx';
import { readFollowed } from '@/lib/account/follow.ts';
import { findTitle, type TitlePage } from '@/lib/catalog/titles.ts';
import { moreLikeThis } from '@/lib/feed/more-like-this.ts';
import { ownCompanions } from '@/lib/library/companions.ts';
import { readOwnNote } from '@/lib/library/note.ts';
import { readWatches } from '@/lib/library/watch.ts';
import { listsForTitle } from '@/lib/lists/lists-for-title.ts';
import { currentViewer, type Viewer } from '@/lib/session.ts';
import { readSentToYou } from '@/lib/social/read-sends.ts';
import { friendsNotes } from '@/lib/social/shared-notes.ts';
import { friendsOnTitle } from '@/lib/social/shared-ratings.ts';

type Props = { readonly params: Promise<{ slug: string }> };

const readTitle = cache(async (slug: string) => findTitle(slug, (await currentViewer())?.id ?? null));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const title = await readTitle((await params).slug);
  return title
    ? { title: `${title.name} (${title.year})`, description: title.synopsis }
    : { title: 'No such title' };
}

export default async function TitleRoute({ params }: Props) {
  const [viewer, title] = await Promise.all([currentViewer(), readTitle((await params).slug)]);
  if (!title) notFound();
  return (
    <div className="page flex flex-col gap-14 pt-6 md:pt-10">
      <div className="grid items-start gap-x-12 gap-y-6 md:grid-cols-[minmax(14rem,22rem)_1fr]">
        <div className="mx-auto w-full max-w-44 md:sticky md:top-28 md:max-w-none">
          <Poster title={title} size="large" priority />
        </div>
        <div className="flex flex-col gap-8">
          <TitleFacts title={title} />
          {viewer ? <Own viewer={viewer} title={title} /> : <SignInHint title={title} />}
          <People viewer={viewer} title={title} />
          {viewer && <Friends viewer={viewer} title={title} />}
          {viewer?.role === 'operator' && (
            <FlagTitle titleId={title.id} name={title.name} flagged={title.flagged} />
          )}
        </div>
      </div>
      <Suspense fallback={<PosterGridSkeleton count={5} />}>
        <Similar title={title} viewer={viewer} />
      </Suspense>
    </div>
  );
}

async function Own({ viewer, title }: { readonly viewer: Viewer; readonly title: TitlePage }) {
  const [watches, letters, lists, note] = await Promise.all([
    readWatches(viewer.id, title.id),
    readSentToYou(viewer.id, title.id),
    listsForTitle(viewer.id, title.id),
    readOwnNote(viewer.id, title.id),
  ]);
  const company = await ownCompanions(
    viewer.id,
    watches.map(({ id }) => id),
  );
  return (
    <>
      <PageActions title={title} watches={watches} company={Object.fromEntries(company)} />
      <OnLists title={title} initial={lists} />
      <OwnNote title={title} own={{ note }} />
      <SentToYou title={title} letters={letters} />
    </>
  );
}

async function People({ viewer, title }: { readonly viewer: Viewer | null; readonly title: TitlePage }) {
  const names = [...title.makers, ...title.cast];
  return <Credits title={title} followed={viewer && (await readFollowed(viewer.id, names))} />;
}

async function Friends({ viewer, title }: { readonly viewer: Viewer; readonly title: TitlePage }) {
  const [friends, notes] = await Promise.all([
    friendsOnTitle(viewer, title.id),
    friendsNotes(viewer.id, title.id),
  ]);
  return (
    <>
      <FriendsOnTitle friends={friends} />
      <FriendsNotes notes={notes} />
    </>
  );
}

async function Similar({ viewer, title }: { readonly viewer: Viewer | null; readonly title: TitlePage }) {
  const titles = await moreLikeThis(title.id, 10, viewer?.id ?? null);
  if (titles.length === 0) return null;
  return (
    <section aria-labelledby="similar">
      <SectionHeading id="similar" title="More like this" />
      <TitleGrid titles={titles} signedIn={viewer !== null} />
    </section>
  );
}

function SignInHint({ title }: { readonly title: TitlePage }) {
  return (
    <p className="flex flex-wrap items-center gap-4">
      <ButtonLink href={`/sign-in?next=/titles/${title.slug}`}>Sign in</ButtonLink>
      <span className="text-soft">to rate it, keep it on your list and see what friends say.</span>
    </p>
  );
}
