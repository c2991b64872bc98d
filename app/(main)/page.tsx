import Link from 'next/link';
import { redirect } from 'next/navigation';
import { after } from 'next/server';
import { FeedSwitch } from '@/components/feed/feed-switch.tsx';
import { Greeting } from '@/components/feed/greeting.tsx';
import { KindFilter } from '@/components/feed/kind-filter.tsx';
import { Slate } from '@/components/feed/slate.tsx';
import { Landing } from '@/components/landing/landing.tsx';
import { PageHeading } from '@/components/ui/page-heading.tsx';
import { isDemoLoaded } from '@/lib/account/demo.ts';
import { openSlate, SLATE_SIZE } from '@/lib/feed/page.ts';
import { serveSlate } from '@/lib/feed/serve.ts';
import type { Filters } from '@/lib/recommender/types.ts';
import { currentViewer } from '@/lib/session.ts';

type Props = { readonly searchParams: Promise<{ feed?: string; kind?: string }> };

export default async function HomePage({ searchParams }: Props) {
  const viewer = await currentViewer();
  if (!viewer) return <Landing demo={await isDemoLoaded()} />;
  const { feed, kind: wanted } = await searchParams;
  if (!viewer.welcomed) redirect('/welcome');
  if (!viewer.personalised || (viewer.feedChoice === 'latest' && feed !== 'for-you')) redirect('/latest');
  const kind = wanted === 'film' || wanted === 'series' ? wanted : null;
  const filters: Filters = kind ? { kind } : {};
  const slate = await serveSlate(viewer, { surface: 'for-you', limit: SLATE_SIZE, filters }, after);
  return (
    <div className="page">
      <PageHeading title={<Greeting name={viewer.displayName} />} aside={<FeedSwitch current="for-you" />} />
      <KindFilter current={kind} />
      <Slate key={slate.id} first={await openSlate(slate)} kind={kind} />
      <p className="mt-6 text-center text-sm text-soft">
        <Link
          href="/recommended"
          className="touch inline-flex min-h-8 items-center underline underline-offset-4 hover:text-ink"
        >
          Recently recommended
        </Link>
      </p>
    </div>
  );
}
