'use client';

import { Heart, Undo2, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { IconButton } from '@/components/ui/icon-button.tsx';
import type { Answers, NightCard, NightView } from '@/lib/nights/types.ts';
import { lastAnswered, nextCard } from './answers.ts';
import { CardStack, type Leaving } from './card-stack.tsx';
import { NightHeading } from './night-heading.tsx';
import { doneText } from './seats.tsx';
import { StoryDialog } from './story-dialog.tsx';
import { factsLine } from './title-facts.ts';
import { useDeckKeys } from './use-deck-keys.ts';
import { usePostersAhead } from './use-posters-ahead.ts';
import type { LetGo } from './use-swipe.ts';
import { useStories } from './use-synopsis.ts';

type DeckProps = {
  readonly night: NightView;
  readonly card: NightCard;
  /** Whose answers these are, where one phone is passed round. */
  readonly voter: string | null;
  readonly answers: Answers;
  readonly onAnswer: (titleId: number, answer: boolean | null) => void;
};

/** A double tap is one answer. */
const DOUBLE_TAP_MS = 250;

/** One card after the other: yes or no, by hand, button or key. */
export function Deck({ night, card, voter, answers, onAnswer }: DeckProps) {
  const [leaving, setLeaving] = useState<Leaving | null>(null);
  const [returned, setReturned] = useState<number | null>(null);
  const [reading, setReading] = useState(false);
  const said = useRef<number[]>([]);
  const tappedAt = useRef(Number.NEGATIVE_INFINITY);
  const { title, words } = card;
  const next = nextCard(night.cards, { ...answers, [title.id]: true });
  const [story] = useStories([title, ...comingUp(night, { ...answers, [title.id]: true })]);

  const answer = (yes: boolean, from: LetGo | null = null) => {
    said.current = [...said.current.filter((id) => id !== title.id), title.id];
    setLeaving({ title, yes, from });
    setReturned(null);
    onAnswer(title.id, yes);
  };
  const tap = (yes: boolean) => {
    if (performance.now() - tappedAt.current < DOUBLE_TAP_MS) return;
    tappedAt.current = performance.now();
    answer(yes);
  };
  const last = lastAnswered(night.cards, answers, said.current);
  const undo = () => {
    if (last === null) return;
    setLeaving(null);
    setReturned(last);
    onAnswer(last, null);
  };
  useDeckKeys({ answer, undo });
  usePostersAhead(night.cards, answers);

  return (
    <div className="mx-auto flex max-w-4xl flex-col items-center gap-5 pt-5 md:min-h-[calc(100dvh-9rem)] md:justify-center">
      <NightHeading className="sr-only">
        {voter ? `${voter}, would you watch these tonight?` : 'Would you watch these tonight?'}
      </NightHeading>
      <div className="flex w-full flex-col items-center gap-5 md:grid md:grid-cols-[auto_1fr] md:gap-14">
        <CardStack
          current={card}
          next={next}
          leaving={leaving}
          onLeft={() => setLeaving(null)}
          returned={returned}
          onSwipe={answer}
          onTap={() => setReading(true)}
        />
        <div className="flex w-full flex-col items-center gap-4 text-center md:items-start md:text-left">
          <div aria-live="polite" aria-atomic className="flex flex-col gap-1 md:gap-3">
            <h2 className="text-xl md:text-3xl">{title.name}</h2>
            <p className="text-soft max-md:text-sm">{factsLine(title)}</p>
            <p className="min-h-[1.45em] max-md:text-sm md:text-lg">{words ? `For you: ${words}` : ''}</p>
          </div>
          <p className="hidden min-h-[4.65em] max-w-xl text-soft md:block">{story?.synopsis}</p>
          <button
            type="button"
            onClick={() => setReading(true)}
            className="-my-2 min-h-11 px-2 text-sm text-soft underline underline-offset-4 hover:text-ink md:-ml-2"
          >
            More about it
          </button>
          <Choices canUndo={last !== null} onChoose={tap} onUndo={undo} />
          <p className="text-sm text-soft">{doneText(night.progress)}</p>
          <p className="hidden text-sm text-soft md:block">Keys: ← not tonight, → yes, ↑ undo</p>
        </div>
      </div>
      <StoryDialog card={card} story={story} open={reading} onClose={() => setReading(false)} />
    </div>
  );
}

/** Enough for a minute without a network. */
const STORIES_AHEAD = 4;

function comingUp({ cards }: NightView, answers: Answers) {
  return cards
    .map(({ title }) => title)
    .filter(({ id }) => answers[id] === undefined)
    .slice(0, STORIES_AHEAD);
}

type ChoicesProps = {
  readonly canUndo: boolean;
  readonly onChoose: (yes: boolean) => void;
  readonly onUndo: () => void;
};

function Choices({ canUndo, onChoose, onUndo }: ChoicesProps) {
  return (
    <div className="flex items-center justify-center gap-5 py-1">
      <IconButton
        label="Not tonight"
        className="size-17 border border-edge text-ink! active:scale-95"
        onClick={() => onChoose(false)}
      >
        <X aria-hidden size={28} />
      </IconButton>
      <IconButton
        label="Undo the last answer"
        disabled={!canUndo}
        className="size-13 border border-line active:scale-95"
        onClick={onUndo}
      >
        <Undo2 aria-hidden size={20} />
      </IconButton>
      <IconButton
        label="Yes, please"
        className="size-17 bg-ticket text-on-ticket! active:scale-95"
        onClick={() => onChoose(true)}
      >
        <Heart aria-hidden size={28} fill="currentColor" />
      </IconButton>
    </div>
  );
}
