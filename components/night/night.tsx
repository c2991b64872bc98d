'use client';

import { type ReactNode, useEffect, useRef } from 'react';
import { ButtonLink } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import type { NightView } from '@/lib/nights/types.ts';
import type { NightOptions } from './constraint-fields.tsx';
import { decisionWords } from './decision-words.ts';
import { Gathering } from './gathering.tsx';
import { keepWhatGuestBrought, noteGuest } from './guest-keep.ts';
import { NightFrame } from './night-frame.tsx';
import { focusHeading, NightHeading } from './night-heading.tsx';
import { NightMenu } from './night-menu.tsx';
import { Result } from './result.tsx';
import { NightGone, useNight } from './use-night.ts';
import { useVotes } from './use-votes.ts';
import { Voting } from './voting.tsx';

type NightProps = {
  readonly initial: NightView;
  readonly link: string;
  readonly qr: ReactNode;
  readonly options: NightOptions;
  readonly isSignedIn: boolean;
};

/** A night from the open doors to the decision, as it is on every screen at this moment. */
export function Night({ initial, link, qr, options, isSignedIn }: NightProps) {
  const recorded = useRef<() => number>(() => 0);
  const { night, recorded: held, live, error, refetch, onRecorded } = useNight(initial, recorded);
  const votes = useVotes(initial.id, { onRecorded, onRefused: refetch });
  recorded.current = votes.recorded;
  const begun = useRef(initial.phase);
  const { phase, result } = night;
  const isGuest = night.members.some(({ isYou, isGuest }) => isYou && isGuest);

  useEffect(() => {
    if (isGuest) noteGuest();
    else if (isSignedIn) void keepWhatGuestBrought();
  }, [isGuest, isSignedIn]);
  const shown = useRef(phase);
  useEffect(() => {
    if (phase === 'decided' || phase === 'cancelled') votes.forget();
    if (shown.current === phase) return;
    shown.current = phase;
    focusHeading();
  }, [phase, votes.forget]);

  const back = isSignedIn ? '/nights' : null;
  if (error instanceof NightGone && error.status === 404) return <Closed name={night.name} back={back} />;
  return (
    <NightFrame
      name={night.name}
      back={back}
      aside={
        <>
          {live === 'away' && <Reconnecting waiting={votes.waiting()} />}
          {phase !== 'decided' && phase !== 'cancelled' && <NightMenu night={night} link={link} qr={qr} />}
        </>
      }
    >
      <p role="status" className="sr-only">
        {announcement(night)}
      </p>
      {phase === 'gathering' && <Gathering night={night} link={link} qr={qr} options={options} />}
      {(phase === 'voting' || phase === 'final') && (
        <Voting night={night} ahead={votes.aheadOf(held)} votes={votes} />
      )}
      {phase === 'decided' && result && (
        <Result night={night} result={result} isNews={begun.current !== 'decided'} />
      )}
      {phase === 'decided' && !result && <Closed name={night.name} back={back} framed />}
      {phase === 'cancelled' && <Cancelled back={back} />}
    </NightFrame>
  );
}

/** Calm: what was said is kept, and everything goes on by itself. */
function Reconnecting({ waiting }: { readonly waiting: number }) {
  return (
    <span role="status" className="inline-flex items-center gap-2 text-sm text-soft">
      <span aria-hidden className="size-2 animate-pulse rounded-control bg-ticket" />
      Reconnecting…
      {waiting > 0 && <span className="sr-only">Your answers are kept here meanwhile.</span>}
    </span>
  );
}

function announcement(night: NightView): string {
  const { phase, result } = night;
  if (phase === 'voting') return 'The voting has begun.';
  if (phase === 'final') return 'Nobody agreed on everything: this is the last round.';
  if (phase === 'decided' && result) return `${decisionWords(result, night)}: ${result.title.name}.`;
  if (phase === 'cancelled') return 'The night is cancelled.';
  return '';
}

function Cancelled({ back }: { readonly back: string | null }) {
  return (
    <div className="pt-8">
      <NightHeading className="sr-only">Cancelled</NightHeading>
      <EmptyState
        title="This night is cancelled"
        action={back && <ButtonLink href={back}>To your nights</ButtonLink>}
      >
        Another time, then. What anybody said is forgotten.
      </EmptyState>
    </div>
  );
}

type ClosedProps = { readonly name: string; readonly back: string | null; readonly framed?: boolean };

function Closed({ name, back, framed = false }: ClosedProps) {
  const words = (
    <div className="pt-8">
      <NightHeading className="sr-only">Over</NightHeading>
      <EmptyState
        title="This night is no longer open to you"
        action={
          <ButtonLink href={back ?? '/join'}>{back ? 'To your nights' : 'Join with a code'}</ButtonLink>
        }
      >
        Whoever hosts it has closed the door, or the title is gone from the catalogue.
      </EmptyState>
    </div>
  );
  return framed ? (
    words
  ) : (
    <NightFrame name={name} back={back}>
      {words}
    </NightFrame>
  );
}
