'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { Dialog } from '@/components/ui/dialog.tsx';
import type { FeedItem, NamedTitles } from '@/lib/feed/types.ts';
import { genreName, languageName, starsText } from '@/lib/format.ts';
import type { Explanation } from '@/lib/recommender/types.ts';
import { MuteTitle } from './mute-title.tsx';
import { ReasonText } from './reason-text.tsx';

type Evidence = Explanation['evidence'][number];
type WhyDrawerProps = {
  readonly item: FeedItem | null;
  readonly named: NamedTitles;
  readonly onClose: () => void;
};

/** What spoke for a title, and how much of it each thing was. */
export function WhyDrawer({ item, named, onClose }: WhyDrawerProps) {
  return (
    <Dialog
      open={item !== null}
      onClose={onClose}
      title={item ? `Why ${item.title.name}?` : 'Why?'}
      side="drawer"
    >
      {item && (
        <>
          <p className="text-lg">
            <ReasonText reason={item.explanation.reason} />.
          </p>
          {item.explanation.evidence.length > 0 ? (
            <Shares evidence={item.explanation.evidence} named={named} />
          ) : (
            <p className="text-soft">This one comes without a calculation: it is here for everybody.</p>
          )}
          <p className="mt-auto text-sm text-soft">
            The shares add up to all that spoke for it. You can say how much each friend counts on the{' '}
            <Link href="/friends" className="underline">
              friends page
            </Link>
            , and look at or reset all that is known of you under{' '}
            <Link href="/settings/taste" className="underline">
              your taste
            </Link>
            .
          </p>
        </>
      )}
    </Dialog>
  );
}

function Shares({
  evidence,
  named,
}: {
  readonly evidence: readonly Evidence[];
  readonly named: NamedTitles;
}) {
  const shown = evidence.slice(0, 8);
  const rest = 1 - shown.reduce((sum, { share }) => sum + share, 0);
  return (
    <ul className="flex flex-col gap-4" aria-label="What spoke for it">
      {shown.map((one) => (
        <Share key={keyOf(one)} share={one.share} below={<MuteEvidence evidence={one} named={named} />}>
          <EvidenceText evidence={one} named={named} />
        </Share>
      ))}
      {rest > 0.005 && <Share share={rest}>Many smaller things together</Share>}
    </ul>
  );
}

type ShareProps = { readonly share: number; readonly below?: ReactNode; readonly children: ReactNode };

function Share({ share, below, children }: ShareProps) {
  const percent = share < 0.01 ? '< 1 %' : `${Math.round(share * 100)} %`;
  return (
    <li>
      <div className="flex items-baseline justify-between gap-4">
        <span>{children}</span>
        <span className="text-sm whitespace-nowrap text-soft tabular-nums">{percent}</span>
      </div>
      <div aria-hidden className="mt-1.5 h-1 rounded-control bg-line">
        <div className="h-full rounded-control bg-ink" style={{ width: `${Math.max(1, share * 100)}%` }} />
      </div>
      {below}
    </li>
  );
}

function MuteEvidence({ evidence, named }: { readonly evidence: Evidence; readonly named: NamedTitles }) {
  const title = evidence.kind === 'title' ? named[evidence.titleId] : undefined;
  return title ? <MuteTitle title={title} /> : null;
}

function EvidenceText({ evidence, named }: { readonly evidence: Evidence; readonly named: NamedTitles }) {
  switch (evidence.kind) {
    case 'title': {
      const title = named[evidence.titleId];
      const how = {
        loved: 'You love',
        rated: 'You rated',
        watched: 'You watched',
        listed: 'You want to see',
      }[evidence.how];
      return (
        <>
          {how}{' '}
          {title ? (
            <Link href={`/titles/${title.slug}`} className="title-name underline-offset-4 hover:underline">
              {title.name}
            </Link>
          ) : (
            'a title'
          )}
          {evidence.rating !== null && <span className="text-soft"> · {starsText(evidence.rating)}</span>}
        </>
      );
    }
    case 'friend':
      return <>{friendText(evidence)}</>;
    case 'choice':
      return (
        <>
          You chose{' '}
          {evidence.facet === 'genre'
            ? genreName(evidence.value).toLowerCase()
            : languageName(evidence.value)}
        </>
      );
    case 'population':
      return <>Most people like it</>;
    case 'adjustment':
      return <>{evidence.name === 'fit' ? 'How all of it fits you' : 'It was added lately'}</>;
  }
}

function friendText({ name, rating, liked }: Extract<Evidence, { kind: 'friend' }>): string {
  if (rating !== null) return `${name} gave it ${starsText(rating)}`;
  return liked ? `${name} loves it` : `It is close to what ${name} likes`;
}

function keyOf(evidence: Evidence): string {
  switch (evidence.kind) {
    case 'title':
      return `title ${evidence.titleId}`;
    case 'friend':
      return `friend ${evidence.friendId}`;
    case 'choice':
      return `choice ${evidence.facet} ${evidence.value}`;
    case 'adjustment':
      return `adjustment ${evidence.name} ${evidence.value}`;
    case 'population':
      return 'population';
  }
}
