'use client';

import { ListVideo, Popcorn } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { PersonMenu } from '@/components/friends/person-menu.tsx';
import { UnlessBlocked } from '@/components/friends/unless-blocked.tsx';
import { RowName, RowPoster } from '@/components/title/row-title.tsx';
import { Avatar } from '@/components/ui/avatar.tsx';
import { Button, ButtonLink } from '@/components/ui/button.tsx';
import { dateText } from '@/lib/format.ts';
import type { InboxItem } from '@/lib/social/inbox.ts';
import type { Person } from '@/lib/social/people.ts';
import { answerRequest } from './friend-steps.ts';
import { InboxRow } from './inbox-row.tsx';
import { answerList, answerNight, answerTogether, notTonight } from './invitation-steps.ts';
import { LetterActions } from './letter-actions.tsx';
import { Ago, Note, PersonName } from './letter-text.tsx';
import type { Item, Step } from './step.ts';
import { TitleLink } from './title-link.tsx';

type Taking = { readonly take: (step: Step) => void };
type RowProps<Kind extends InboxItem['kind']> = Taking & { readonly item: Item<Kind> };

/** Something that waits for the viewer's answer, with its answers. */
export function WaitingRow(row: Taking & { readonly item: InboxItem }) {
  const person = 'person' in row.item ? row.item.person : null;
  const thing = <WaitingThing {...row} />;
  return person ? <UnlessBlocked personId={person.id}>{thing}</UnlessBlocked> : thing;
}

function WaitingThing({ item, take }: Taking & { readonly item: InboxItem }) {
  switch (item.kind) {
    case 'friend-request':
      return <FriendRequest item={item} take={take} />;
    case 'title':
      return <SentTitle item={item} take={take} />;
    case 'watched-with':
      return <WatchedTogether item={item} take={take} />;
    case 'list':
      return <ListInvitation item={item} take={take} />;
    case 'night':
      return <NightInvitation item={item} take={take} />;
    case 'night-result':
      return <NightResult item={item} take={take} />;
  }
}

function FriendRequest({ item, take }: RowProps<'friend-request'>) {
  const { person, at } = item;
  return (
    <InboxRow
      picture={<Avatar name={person.name} size={44} decorative />}
      actions={
        <>
          <Answer about={person.name} take={take} step={answerRequest(item, 'accept')} isYes>
            Accept
          </Answer>
          <Answer about={person.name} take={take} step={answerRequest(item, 'decline')}>
            Decline
          </Answer>
          <PersonMenu person={person} />
        </>
      }
    >
      <p className="text-base">
        <PersonName person={person} /> asks to be your friend
      </p>
      <p>
        @{person.handle} · <Ago at={at} />
      </p>
    </InboxRow>
  );
}

function SentTitle({ item, take }: RowProps<'title'>) {
  const { person, title, note, at } = item;
  return (
    <InboxRow
      picture={<RowPoster title={title} className="w-12" />}
      actions={
        <>
          <LetterActions letter={item} isAnswered={false} take={take} />
          <PersonMenu person={person} />
        </>
      }
    >
      <div className="text-ink">
        <RowName title={title} />
      </div>
      <p>
        From <PersonName person={person} />, <Ago at={at} />
      </p>
      <Note text={note} />
    </InboxRow>
  );
}

function WatchedTogether({ item, take }: RowProps<'watched-with'>) {
  const { person, title, watchedOn, precision, at } = item;
  return (
    <InboxRow
      picture={<RowPoster title={title} className="w-12" />}
      actions={
        <>
          <Answer about={title.name} take={take} step={answerTogether(item, true)} isYes>
            Yes, to the diary
          </Answer>
          <Answer about={title.name} take={take} step={answerTogether(item, false)}>
            No
          </Answer>
        </>
      }
    >
      <p className="text-base">
        <PersonName person={person} /> says you watched <TitleLink title={title} /> together
      </p>
      <p>
        {precision !== 'unknown' && `${dateText(watchedOn, precision)} · `}
        <Ago at={at} />
      </p>
    </InboxRow>
  );
}

function ListInvitation({ item, take }: RowProps<'list'>) {
  const { person, name, role, at } = item;
  return (
    <InboxRow
      picture={<Sign icon={<ListVideo aria-hidden size={22} />} />}
      actions={
        <>
          <Answer about={name} take={take} step={answerList(item, true)} isYes>
            Join
          </Answer>
          <Answer about={name} take={take} step={answerList(item, false)}>
            Decline
          </Answer>
        </>
      }
    >
      <p className="text-base">
        <Who person={person} /> asks you to keep the list <span className="title-name">{name}</span> together
      </p>
      <p>
        {role === 'editor' ? 'You can add and arrange titles' : 'You can look and vote'} · <Ago at={at} />
      </p>
    </InboxRow>
  );
}

function NightInvitation({ item, take }: RowProps<'night'>) {
  const { id, person, name, at } = item;
  return (
    <InboxRow
      picture={<Sign icon={<Popcorn aria-hidden size={22} />} />}
      actions={
        <>
          <ButtonLink size="s" href={`/nights/${id}`} prefetch={false} aria-label={`Open: ${name}`}>
            Open
          </ButtonLink>
          <Answer about={name} take={take} step={notTonight(item)}>
            Not tonight
          </Answer>
        </>
      }
    >
      <p className="text-base">
        <Who person={person} /> asks you to <span className="title-name">{name}</span>
      </p>
      <p>
        Choose a title together · <Ago at={at} />
      </p>
    </InboxRow>
  );
}

function NightResult({ item, take }: RowProps<'night-result'>) {
  const { id, title, name, at } = item;
  return (
    <InboxRow
      picture={<RowPoster title={title} className="w-12" />}
      actions={
        <>
          <Answer about={title.name} take={take} step={answerNight(item, true)} isYes>
            Yes, to the diary
          </Answer>
          <Answer about={title.name} take={take} step={answerNight(item, false)}>
            No
          </Answer>
        </>
      }
    >
      <p className="text-base">
        Did you watch <TitleLink title={title} />?
      </p>
      <p>
        Decided at{' '}
        <Link href={`/nights/${id}`} prefetch={false} className="touch underline underline-offset-4">
          {name}
        </Link>
        , <span suppressHydrationWarning>{dateText(new Date(at))}</span>
      </p>
    </InboxRow>
  );
}

type AnswerProps = Taking & {
  readonly about: string;
  readonly step: Step;
  readonly isYes?: boolean;
  readonly children: string;
};

function Answer({ about, step, take, isYes = false, children }: AnswerProps) {
  return (
    <Button
      size="s"
      variant={isYes ? 'primary' : 'quiet'}
      aria-label={`${children}: ${about}`}
      onClick={() => take(step)}
    >
      {children}
    </Button>
  );
}

function Sign({ icon }: { readonly icon: ReactNode }) {
  return (
    <span className="grid size-11 place-items-center rounded-control border border-line text-soft">
      {icon}
    </span>
  );
}

function Who({ person }: { readonly person: Person | null }) {
  return person ? <PersonName person={person} /> : <>Somebody</>;
}
