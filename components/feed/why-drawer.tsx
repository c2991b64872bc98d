'use client';

import Link from 'next/link';
import type { ReactNode } from 'react';
import { Dialog } from '@/components/ui/dialog.tsx';
import type { FeedItem, NamedTitles } from '@/lib/feed/types.ts';
import type { Explanation } from '@/lib/recommender/types.ts';
import { EvidenceText, evidenceKey, liftText, type SharedEvidence } from './evidence-text.tsx';
import { MuteTitle } from './mute-title.tsx';
import { ReasonText } from './reason-text.tsx';

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
          <Calculation explanation={item.explanation} kind={item.title.kind} named={named} />
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

type ListProps = { readonly evidence: Explanation['evidence']; readonly named: NamedTitles };
type CalculationProps = Pick<ListProps, 'named'> & {
  readonly explanation: Explanation;
  readonly kind: 'film' | 'series';
};

function Calculation({ explanation: { evidence, against = [], lifted }, kind, named }: CalculationProps) {
  if (evidence.length === 0)
    return <p className="text-soft">This one comes without a calculation: it is here for everybody.</p>;
  return (
    <>
      {lifted && <p className="text-soft">{liftText(lifted, kind)}</p>}
      <Shares evidence={evidence} named={named} />
      {against.length > 0 && <Against evidence={against} named={named} />}
    </>
  );
}

function Shares({ evidence, named }: ListProps) {
  const shown = evidence.slice(0, 8);
  const rest = 1 - shown.reduce((sum, { share }) => sum + share, 0);
  return (
    <ul className="flex flex-col gap-4" aria-label="What spoke for it">
      {shown.map((one) => (
        <Share key={evidenceKey(one)} share={one.share} below={<MuteEvidence evidence={one} named={named} />}>
          <EvidenceText evidence={one} named={named} />
        </Share>
      ))}
      {rest > 0.005 && <Share share={rest}>Many smaller things together</Share>}
    </ul>
  );
}

/** Measured by all that spoke for it, so that both lists can be compared. */
function Against({ evidence, named }: ListProps) {
  return (
    <section className="flex flex-col gap-3" aria-labelledby="why-against">
      <h3 id="why-against" className="text-base font-medium">
        A little less because
      </h3>
      <ul className="flex flex-col gap-3">
        {evidence.map((one) => (
          <li key={evidenceKey(one)}>
            <div className="flex items-baseline justify-between gap-4">
              <span>
                <EvidenceText evidence={one} named={named} />
              </span>
              <span className="text-sm whitespace-nowrap text-soft tabular-nums">
                − {percentText(one.share)}
              </span>
            </div>
            <MuteEvidence evidence={one} named={named} />
          </li>
        ))}
      </ul>
    </section>
  );
}

type ShareProps = { readonly share: number; readonly below?: ReactNode; readonly children: ReactNode };

function Share({ share, below, children }: ShareProps) {
  return (
    <li>
      <div className="flex items-baseline justify-between gap-4">
        <span>{children}</span>
        <span className="text-sm whitespace-nowrap text-soft tabular-nums">{percentText(share)}</span>
      </div>
      <div aria-hidden className="mt-1.5 h-1 rounded-control bg-line">
        <div className="h-full rounded-control bg-ink" style={{ width: `${Math.max(1, share * 100)}%` }} />
      </div>
      {below}
    </li>
  );
}

function percentText(share: number): string {
  return share < 0.01 ? '< 1 %' : `${Math.round(share * 100)} %`;
}

function MuteEvidence({
  evidence,
  named,
}: {
  readonly evidence: SharedEvidence;
  readonly named: NamedTitles;
}) {
  const title = evidence.kind === 'title' ? named[evidence.titleId] : undefined;
  return title ? <MuteTitle title={title} /> : null;
}
