'use client';

import { PersonMenu } from '@/components/friends/person-menu.tsx';
import { UnlessBlocked } from '@/components/friends/unless-blocked.tsx';
import { RowName, RowPoster } from '@/components/title/row-title.tsx';
import { Avatar } from '@/components/ui/avatar.tsx';
import { Button } from '@/components/ui/button.tsx';
import type { InboxItem } from '@/lib/social/inbox.ts';
import { answerRequest } from './friend-steps.ts';
import { InboxRow } from './inbox-row.tsx';
import { LetterActions } from './letter-actions.tsx';
import { Ago, Note, PersonName } from './letter-text.tsx';
import type { Step } from './step.ts';

type WaitingRowProps<Item = InboxItem> = { readonly item: Item; readonly take: (step: Step) => void };

/** Something that waits for the viewer's answer, with its answers. */
export function WaitingRow(row: WaitingRowProps) {
  return (
    <UnlessBlocked personId={row.item.person.id}>
      <WaitingThing {...row} />
    </UnlessBlocked>
  );
}

function WaitingThing({ item, take }: WaitingRowProps) {
  switch (item.kind) {
    case 'friend-request':
      return <FriendRequest item={item} take={take} />;
    case 'title':
      return <SentTitle item={item} take={take} />;
  }
}

function FriendRequest({ item, take }: WaitingRowProps<Extract<InboxItem, { kind: 'friend-request' }>>) {
  const { person, at } = item;
  const button = (words: string, verb: 'accept' | 'decline', variant: 'primary' | 'quiet') => (
    <Button
      size="s"
      variant={variant}
      aria-label={`${words}: ${person.name}`}
      onClick={() => take(answerRequest(item, verb))}
    >
      {words}
    </Button>
  );
  return (
    <InboxRow
      picture={<Avatar name={person.name} size={44} decorative />}
      actions={
        <>
          {button('Accept', 'accept', 'primary')}
          {button('Decline', 'decline', 'quiet')}
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

function SentTitle({ item, take }: WaitingRowProps<Extract<InboxItem, { kind: 'title' }>>) {
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
      <RowName title={title} />
      <p>
        From <PersonName person={person} />, <Ago at={at} />
      </p>
      <Note text={note} />
    </InboxRow>
  );
}
