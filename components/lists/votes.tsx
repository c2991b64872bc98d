'use client';

import { ThumbsDown, ThumbsUp } from 'lucide-react';
import { joinClasses } from '@/components/ui/join-classes.ts';
import { countText } from '@/lib/format.ts';
import type { ListItem } from '@/lib/lists/read-list.ts';
import type { Vote } from '@/lib/lists/votes.ts';

type VotesProps = {
  readonly item: ListItem;
  readonly onVote: (vote: Vote | null) => void;
  /** On an archived list the counts stand without a way to change them. */
  readonly closed: boolean;
};

export function Votes({ item, onVote, closed }: VotesProps) {
  const { up, down, own } = item.votes;
  const button = (vote: Vote, count: number) => {
    const Icon = vote === 1 ? ThumbsUp : ThumbsDown;
    const words = vote === 1 ? 'Vote for' : 'Vote against';
    return (
      <button
        type="button"
        disabled={closed}
        aria-pressed={own === vote}
        aria-label={`${words} ${item.title.name}, ${countText(count, 'vote')}`}
        onClick={() => onVote(own === vote ? null : vote)}
        className={joinClasses(
          'inline-flex min-h-11 min-w-12 items-center justify-center gap-1.5 rounded-control px-2 text-sm tabular-nums transition hover:text-ink disabled:opacity-60',
          own === vote ? 'font-semibold text-ink' : 'text-soft',
        )}
      >
        <Icon
          aria-hidden
          size={17}
          className={own === vote ? 'text-ticket' : undefined}
          fill={own === vote ? 'currentColor' : 'none'}
          fillOpacity={0.25}
        />
        {count}
      </button>
    );
  };
  return (
    <fieldset className="flex">
      <legend className="sr-only">Votes on {item.title.name}</legend>
      {button(1, up)}
      {button(-1, down)}
    </fieldset>
  );
}
