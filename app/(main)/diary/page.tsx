import type { Metadata } from 'next';
import { DiaryList } from '@/components/diary/diary-list.tsx';
import { ToConfirm } from '@/components/diary/to-confirm.tsx';
import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { PageHeading } from '@/components/ui/page-heading.tsx';
import { countText } from '@/lib/format.ts';
import { listCompanionRequests } from '@/lib/library/companions.ts';
import { readDiary } from '@/lib/library/diary.ts';
import { listNightsToConfirm } from '@/lib/library/nights-of.ts';
import { viewerOrSignIn } from '@/lib/session.ts';

export const metadata: Metadata = { title: 'Diary' };

type Props = { readonly searchParams: Promise<{ before?: string | string[] }> };

export default async function DiaryRoute({ searchParams }: Props) {
  const viewer = await viewerOrSignIn('/diary');
  const { before } = await searchParams;
  const isFirst = before === undefined;
  const [{ entries, earlier, total }, nights, requests] = await Promise.all([
    readDiary(viewer.id, typeof before === 'string' ? before : null),
    isFirst ? listNightsToConfirm(viewer.id) : [],
    isFirst ? listCompanionRequests(viewer.id) : [],
  ]);
  return (
    <div className="page">
      <PageHeading title="Diary">{total > 0 && `${countText(total, 'viewing')} so far`}</PageHeading>
      <ToConfirm nights={nights} requests={requests} />
      {entries.length > 0 ? <DiaryList entries={entries} /> : <NothingYet isFirst={isFirst} />}
      <nav aria-label="Pages of the diary" className="mt-12 flex justify-center gap-3 empty:hidden">
        {before !== undefined && (
          <ButtonLink href="/diary" variant="plain">
            Back to the latest
          </ButtonLink>
        )}
        {earlier && (
          <ButtonLink href={`/diary?before=${earlier}`} variant="quiet">
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
      title="Your diary is empty"
      action={<ButtonLink href="/search">Find something you saw</ButtonLink>}
    >
      Choose “Watched” on a title’s page, or press <kbd>w</kbd> there, and the day is kept here.
    </EmptyState>
  );
}
