import { Undo2 } from 'lucide-react';
import { Poster } from '@/components/poster/poster.tsx';
import { Button } from '@/components/ui/button.tsx';
import { countText } from '@/lib/format.ts';
import type { Answers, NightView } from '@/lib/nights/types.ts';
import { NightHeading } from './night-heading.tsx';
import { ProgressBar } from './progress-bar.tsx';
import { Seats } from './seats.tsx';

type WaitingProps = {
  readonly night: NightView;
  /** The viewer's own; empty where one phone was passed round. */
  readonly answers: Answers;
  readonly onUndo: (() => void) | null;
};

/** All cards are answered here; others still have some. */
export function Waiting({ night, answers, onUndo }: WaitingProps) {
  const liked = night.cards.filter(({ title }) => answers[title.id]);
  const { progress } = night;
  return (
    <div className="mx-auto flex max-w-xl flex-col items-center gap-8 pt-10 text-center md:pt-16">
      <div>
        <NightHeading>That is everything from you</NightHeading>
        <p className="mt-3 text-soft">
          {progress.done < progress.members
            ? 'As soon as all agree on something, you see it here.'
            : 'One moment: we are counting.'}
        </p>
      </div>
      <Seats progress={progress} />
      <div className="w-full max-w-xs">
        <ProgressBar label="Answers of all" value={progress.answered} of={progress.of} />
      </div>
      {liked.length > 0 && (
        <section aria-label="What you would watch" className="w-full">
          <p className="mb-3 text-sm text-soft">
            You would watch {countText(liked.length, 'of these', 'of these')}:
          </p>
          <ul className="flex flex-wrap justify-center gap-2">
            {liked.map(({ title }) => (
              <li key={title.id} className="w-14">
                <Poster title={title} size="thumb" />
                <span className="sr-only">{title.name}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      {onUndo && (
        <Button variant="plain" onClick={onUndo}>
          <Undo2 aria-hidden size={18} />
          {night.round === 'final' ? 'Choose again' : 'Take back the last answer'}
        </Button>
      )}
    </div>
  );
}
