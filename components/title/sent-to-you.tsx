'use client';

import { LetterActions } from '@/components/inbox/letter-actions.tsx';
import { useLetterState } from '@/components/inbox/letter-state.ts';
import { Note, PersonName } from '@/components/inbox/letter-text.tsx';
import { useInboxStep } from '@/components/inbox/use-inbox.ts';
import { Avatar } from '@/components/ui/avatar.tsx';
import type { TitleWithState } from '@/lib/catalog/summary.ts';
import type { SentToYou as Letter } from '@/lib/social/read-sends.ts';

type SentToYouProps = { readonly title: TitleWithState; readonly letters: readonly Letter[] };

/** Which friends sent the viewer this title, what they wrote, and what there is to say to them. */
export function SentToYou({ title, letters }: SentToYouProps) {
  if (letters.length === 0) return null;
  return (
    <ul aria-label="Sent to you" className="flex flex-col gap-4 empty:hidden">
      {letters.map((letter) => (
        <SentBy key={letter.id} title={title} letter={letter} />
      ))}
    </ul>
  );
}

function SentBy({ title, letter }: { readonly title: TitleWithState; readonly letter: Letter }) {
  const take = useInboxStep();
  const state = useLetterState(letter.id, letter.isAnswered ? 'accepted' : 'sent');
  if (state === 'declined') return null;
  return (
    <li className="flex flex-wrap items-start gap-x-3 gap-y-3 rounded-panel border border-line bg-raised p-4">
      <Avatar name={letter.person.name} size={36} decorative />
      <div className="min-w-0 flex-1 basis-48 text-sm text-soft">
        <p className="flex min-h-9 flex-wrap items-center gap-x-1">
          <PersonName person={letter.person} /> sent you this
        </p>
        <Note text={letter.note} />
      </div>
      <div className="flex flex-wrap items-center gap-2 max-sm:pl-12">
        <LetterActions letter={{ ...letter, title }} isAnswered={letter.isAnswered} take={take} />
      </div>
    </li>
  );
}
