'use client';

import { Check } from 'lucide-react';
import { useState } from 'react';
import { Poster } from '@/components/poster/poster.tsx';
import { Button } from '@/components/ui/button.tsx';
import { joinClasses } from '@/components/ui/join-classes.ts';
import type { NightCard, NightView } from '@/lib/nights/types.ts';
import { NightHeading } from './night-heading.tsx';
import { doneText } from './seats.tsx';
import { factsLine } from './title-facts.ts';

type FinalRoundProps = {
  readonly night: NightView;
  readonly voter: string | null;
  readonly onAnswer: (titleId: number, answer: boolean) => void;
};

/** Nobody agreed: the three that came closest, side by side. */
export function FinalRound({ night, voter, onAnswer }: FinalRoundProps) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const toggle = (id: number) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  const send = () => {
    for (const { title } of night.cards) onAnswer(title.id, chosen.has(title.id));
  };
  return (
    <div className="mx-auto flex max-w-3xl flex-col items-center gap-6 pt-8 text-center md:pt-12">
      <div>
        <NightHeading>The last round{voter && `, ${voter}`}</NightHeading>
        <p className="mx-auto mt-3 max-w-md text-soft">
          Nothing had all of you, but these came close. Tap every one that you would watch: the one with most
          taps is tonight’s film.
        </p>
      </div>
      <ul className="grid w-full grid-cols-3 items-start gap-3 md:gap-8">
        {night.cards.map((card) => (
          <li key={card.title.id}>
            <Finalist card={card} chosen={chosen.has(card.title.id)} onToggle={() => toggle(card.title.id)} />
          </li>
        ))}
      </ul>
      <Button variant={chosen.size === 0 ? 'quiet' : 'ticket'} className="min-w-52" onClick={send}>
        {chosen.size === 0
          ? 'None of these for me'
          : chosen.size === 1
            ? 'This one'
            : chosen.size === night.cards.length
              ? 'Any of these'
              : 'These two'}
      </Button>
      <p className="text-sm text-soft">{doneText(night.progress)}</p>
    </div>
  );
}

type FinalistProps = { readonly card: NightCard; readonly chosen: boolean; readonly onToggle: () => void };

function Finalist({ card, chosen, onToggle }: FinalistProps) {
  const { title, words } = card;
  return (
    <>
      <button
        type="button"
        aria-pressed={chosen}
        aria-label={`${title.name}, ${title.year}`}
        onClick={onToggle}
        className={joinClasses(
          'relative block w-full rounded-poster transition active:scale-[0.98]',
          chosen && 'ring-3 ring-ticket ring-offset-4 ring-offset-paper',
        )}
      >
        <Poster title={title} size="large" priority />
        {chosen && (
          <span
            aria-hidden
            className="absolute -top-3 -right-3 rounded-control bg-ticket p-1.5 text-on-ticket"
          >
            <Check size={18} />
          </span>
        )}
      </button>
      <h2 className="mt-4 text-base leading-tight md:text-lg">{title.name}</h2>
      <p className="mt-1 text-xs text-soft md:text-sm">{factsLine(title)}</p>
      {words && <p className="mt-1 text-xs md:text-sm">For you: {words}</p>}
    </>
  );
}
