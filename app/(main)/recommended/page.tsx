import type { Metadata } from 'next';
import Link from 'next/link';
import { RecommendedList } from '@/components/feed/recommended-list.tsx';
import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { PageHeading } from '@/components/ui/page-heading.tsx';
import { readRecommended } from '@/lib/feed/recommended.ts';
import { viewerOrSignIn } from '@/lib/session.ts';

export const metadata: Metadata = { title: 'Recently recommended' };

type Props = { readonly searchParams: Promise<{ before?: string | string[] }> };

export default async function RecommendedRoute({ searchParams }: Props) {
  const viewer = await viewerOrSignIn('/recommended');
  const { before } = await searchParams;
  const { entries, named, earlier } = await readRecommended(
    viewer.id,
    typeof before === 'string' ? before : null,
  );
  return (
    <div className="page">
      <PageHeading title="Recently recommended">
        What was on your screen in the last thirty days, each with the reason it had then. “Why?” shows what
        spoke for it, and lets you leave a title out from now on. Everything else is under{' '}
        <Link href="/settings/taste" className="text-ink underline underline-offset-4">
          your taste
        </Link>
        .
      </PageHeading>
      {entries.length > 0 ? (
        <RecommendedList entries={entries} named={named} />
      ) : (
        <NothingYet isFirst={before === undefined} />
      )}
      <nav aria-label="Pages of the list" className="mt-12 flex justify-center gap-3 empty:hidden">
        {before !== undefined && (
          <ButtonLink href="/recommended" variant="plain">
            Back to the latest
          </ButtonLink>
        )}
        {earlier && (
          <ButtonLink href={`/recommended?before=${earlier}`} variant="quiet">
            Earlier
          </ButtonLink>
        )}
      </nav>
    </div>
  );
}

function NothingYet({ isFirst }: { readonly isFirst: boolean }) {
  if (!isFirst) return <EmptyState title="Nothing earlier than this" />;
  return (
    <EmptyState
      title="Nothing was recommended yet"
      action={<ButtonLink href="/?feed=for-you">Open your feed</ButtonLink>}
    >
      What you are shown there is kept here for thirty days, with its reason.
    </EmptyState>
  );
}
