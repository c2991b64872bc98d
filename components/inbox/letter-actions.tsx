'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useOwnState } from '@/components/title/own-state.ts';
import { Button } from '@/components/ui/button.tsx';
import type { TitleWithState } from '@/lib/catalog/summary.ts';
import { useLetterState } from './letter-state.ts';
import { acceptLetter, declineLetter, type Letter, thankFor } from './letter-steps.ts';
import type { Step } from './step.ts';

type LetterActionsProps = {
  readonly letter: Letter & { readonly title: TitleWithState };
  readonly isAnswered: boolean;
  readonly take: (step: Step) => void;
};

/** What can be said to a title that a friend sent: yes or no, and thanks once it was seen. */
export function LetterActions({ letter, isAnswered, take }: LetterActionsProps) {
  const client = useQueryClient();
  const { title, person } = letter;
  const own = useOwnState(title, title.own);
  const shown = useLetterState(letter.id, isAnswered ? 'accepted' : 'sent');
  // Answered in another tab: what this one remembers is older.
  const state = isAnswered && shown === 'sent' ? 'accepted' : shown;
  const isSeen = own.watchCount > 0 || own.rating !== null;
  const button = (words: string, step: Step, variant: 'primary' | 'quiet') => (
    <Button size="s" variant={variant} aria-label={`${words}: ${title.name}`} onClick={() => take(step)}>
      {words}
    </Button>
  );
  if (state === 'thanked') return <span className="text-sm text-soft">You said thanks</span>;
  if (state === 'declined') return null;
  return (
    <>
      {isSeen && button(`Say thanks to ${person.name}`, thankFor(client, letter, state), 'primary')}
      {!isSeen && state === 'sent' && button('Add to watchlist', acceptLetter(client, letter), 'primary')}
      {state === 'sent' && button('No, thanks', declineLetter(client, letter), 'quiet')}
    </>
  );
}
