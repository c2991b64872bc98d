'use client';

import { Bookmark, Check } from 'lucide-react';
import Link from 'next/link';
import { useState } from 'react';
import { Poster } from '@/components/poster/poster.tsx';
import { todayText } from '@/components/title/today.ts';
import { useTitleActions } from '@/components/title/use-title-actions.ts';
import { Avatar } from '@/components/ui/avatar.tsx';
import { Button, ButtonLink } from '@/components/ui/button.tsx';
import { joinClasses } from '@/components/ui/join-classes.ts';
import { TicketStub } from '@/components/ui/ticket-stub.tsx';
import { confirmNight } from '@/lib/actions/nights.ts';
import type { TitleSummary } from '@/lib/catalog/summary.ts';
import { listText } from '@/lib/format.ts';
import type { NightResult, NightView } from '@/lib/nights/types.ts';
import { decisionWords } from './decision-words.ts';
import { KeepByJoining } from './keep-by-joining.tsx';
import { Moment } from './moment.tsx';
import { NightHeading } from './night-heading.tsx';
import { factsLine } from './title-facts.ts';
import { useNightAction } from './use-night-action.ts';
import { useStories } from './use-synopsis.ts';

type ResultProps = {
  readonly night: NightView;
  readonly result: NightResult;
  /** Whether it was decided while this page was open: then it is a moment, not a page. */
  readonly isNews: boolean;
};

/** Tonight's film, as large as it deserves, and what it has to do with each of you. */
export function Result({ night, result, isNews }: ResultProps) {
  const { title } = result;
  const words = decisionWords(result, night);
  const [story] = useStories([title]);
  const you = night.members.find(({ isYou }) => isYou);
  const late = isNews ? 'reveal-late' : undefined;
  return (
    <article className="mx-auto grid max-w-4xl items-start gap-x-14 gap-y-8 pt-6 md:grid-cols-[minmax(15rem,22rem)_1fr] md:pt-12">
      {isNews && <Moment words={words} />}
      <div className={joinClasses('mx-auto w-full max-w-72 md:max-w-none', isNews && 'reveal')}>
        <PosterOf title={title} linked={!you?.isGuest} />
      </div>
      <div className={joinClasses('flex flex-col gap-7', late)}>
        <header className="max-md:text-center">
          <p className="text-soft">{words}</p>
          <NightHeading className="mt-1 text-3xl md:text-4xl">{title.name}</NightHeading>
          <p className="mt-3 text-soft">{factsLine(title)}</p>
        </header>
        {story && <p className="text-lg max-md:text-center">{story.synopsis}</p>}
        <Reasons result={result} />
        <Audience night={night} />
        {you?.isGuest ? (
          <KeepByJoining nightId={night.id} name={title.name} />
        ) : (
          <Afterwards night={night} result={result} />
        )}
      </div>
    </article>
  );
}

function PosterOf({ title, linked }: { readonly title: TitleSummary; readonly linked: boolean }) {
  if (!linked) return <Poster title={title} size="large" priority />;
  return (
    <Link href={`/titles/${title.slug}`} className="poster-link" aria-label={`${title.name}, ${title.year}`}>
      <Poster title={title} size="large" priority />
    </Link>
  );
}

function Reasons({ result }: { readonly result: NightResult }) {
  if (result.reasons.length === 0) return null;
  return (
    <ul aria-label="Why" className="flex flex-col gap-2.5">
      {result.reasons.map(({ memberId, name, words }) => (
        <li key={memberId} className="flex items-center gap-3">
          <Avatar name={name} size={28} decorative />
          <span>
            <span className="font-medium">{name}:</span> {words}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Audience({ night }: { readonly night: NightView }) {
  const there = night.members.filter(({ attendance }) => attendance === 'in');
  return (
    <p className="text-soft max-md:text-center">
      There: {listText(there.map(({ name, isYou }) => (isYou ? 'you' : name)))}
    </p>
  );
}

/** For the diary, for later, and for the next time. */
function Afterwards({ night, result }: { readonly night: NightView; readonly result: NightResult }) {
  const { act } = useNightAction(night.id);
  const actions = useTitleActions(result.title);
  const [listed, setListed] = useState(false);
  const say = (watched: boolean | null) => ({
    send: () => confirmNight({ nightId: night.id, watched, watchedOn: todayText() }),
    foresee: (before: NightView) =>
      before.result ? { ...before, result: { ...before.result, watched } } : before,
  });
  const confirm = (watched: boolean) =>
    act({
      ...say(watched),
      said: watched ? `${result.title.name} is in your diary.` : 'Then it does not go into your diary.',
      undo: () => act(say(result.watched)),
    });
  const list = () => {
    actions.setWatchlisted(!listed);
    setListed(!listed);
  };
  return (
    <>
      <TicketStub
        stub={
          result.watched ? (
            <span className="inline-flex items-center gap-2 font-semibold">
              <Check aria-hidden size={18} />
              In your diary
            </span>
          ) : (
            <button
              type="button"
              className="min-h-11 font-semibold underline-offset-4 hover:underline focus-visible:outline-on-ticket"
              onClick={() => confirm(true)}
            >
              We watched it
            </button>
          )
        }
      >
        <p className="font-display text-xl">{night.name}</p>
        <p className="mt-1 text-sm">
          {result.watched
            ? 'Watched, with all who were there.'
            : 'Enjoy it. Tear off the stub when the credits roll.'}
        </p>
      </TicketStub>
      <div className="flex flex-wrap items-center gap-2">
        <ButtonLink href={`/nights/new?again=${night.id}`} variant="quiet">
          Another night with them
        </ButtonLink>
        <Button variant="quiet" aria-pressed={listed} onClick={list}>
          <Bookmark aria-hidden size={18} fill={listed ? 'currentColor' : 'none'} />
          {listed ? 'On your watchlist' : 'Watchlist'}
        </Button>
        {result.watched === null && (
          <Button variant="plain" onClick={() => confirm(false)}>
            We did not watch it
          </Button>
        )}
        {result.watched !== null && (
          <Button variant="plain" onClick={() => confirm(!result.watched)}>
            {result.watched ? 'We did not watch it after all' : 'We watched it after all'}
          </Button>
        )}
      </div>
    </>
  );
}
