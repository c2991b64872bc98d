'use client';

import { MoreHorizontal } from 'lucide-react';
import { Button } from '@/components/ui/button.tsx';
import { Menu } from '@/components/ui/menu.tsx';
import { dateText } from '@/lib/format.ts';
import type { Person } from '@/lib/social/people.ts';
import type { BoardRelation, Verb } from './steps.ts';

type RelationActionsProps = {
  readonly person: Person;
  readonly relation: BoardRelation;
  readonly act: (verb: Verb, person: Person) => void;
  /** From when somebody who said no may be asked again. */
  readonly askFrom?: string | undefined;
  /** Buttons of a profile are the page's main thing; in a list they stay small. */
  readonly size?: 'm' | 's';
};

/** What can be done about a person, as they stand to the viewer. */
export function RelationActions({ person, relation, act, askFrom, size = 's' }: RelationActionsProps) {
  const button = (verb: Verb, words: string, variant: 'primary' | 'quiet') => (
    <Button
      size={size}
      variant={variant}
      onClick={() => act(verb, person)}
      aria-label={`${words}: ${person.name}`}
    >
      {words}
    </Button>
  );
  return (
    <>
      {relation === 'none' && button('request', 'Ask to be friends', 'primary')}
      {relation === 'asked' && button('cancel', 'Take back request', 'quiet')}
      {relation === 'asks-you' && (
        <>
          {button('accept', 'Accept', 'primary')}
          {button('decline', 'Decline', 'quiet')}
        </>
      )}
      {relation === 'paused' && <span className="text-sm text-soft">{pausedWords(askFrom)}</span>}
      {relation === 'blocked' && button('unblock', 'Unblock', 'quiet')}
      {relation !== 'blocked' && (
        <Menu
          label={`More about ${person.name}`}
          trigger={<MoreHorizontal aria-hidden size={20} />}
          items={[
            ...(relation === 'friends'
              ? [{ label: 'Remove friend', onSelect: () => act('remove', person), danger: true }]
              : []),
            { label: 'Block', onSelect: () => act('block', person), danger: true },
          ]}
        />
      )}
    </>
  );
}

function pausedWords(askFrom: string | undefined): string {
  return askFrom ? `You can ask again from ${dateText(new Date(askFrom))}` : 'You cannot ask just now';
}
