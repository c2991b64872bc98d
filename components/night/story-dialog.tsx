import { Dialog } from '@/components/ui/dialog.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import { listText } from '@/lib/format.ts';
import type { NightCard } from '@/lib/nights/types.ts';
import { factsLine, genresLine } from './title-facts.ts';
import type { TitleStory } from './use-synopsis.ts';

type StoryDialogProps = {
  readonly card: NightCard;
  readonly story: TitleStory | undefined;
  readonly open: boolean;
  readonly onClose: () => void;
};

/** More about the film, while its card waits. */
export function StoryDialog({ card, story, open, onClose }: StoryDialogProps) {
  const { title, words } = card;
  return (
    <Dialog open={open} onClose={onClose} title={title.name} side="drawer">
      <div className="flex flex-col gap-4 pb-4">
        <p className="text-sm text-soft">{factsLine(title)}</p>
        {story ? <p className="text-lg">{story.synopsis}</p> : <Skeleton className="h-20" />}
        {words && <p className="text-soft">For you: {words}.</p>}
        <dl className="grid grid-cols-[auto_1fr] gap-x-5 gap-y-1.5 text-sm">
          <dt className="text-soft">{title.kind === 'film' ? 'Directed by' : 'Created by'}</dt>
          <dd>{listText(title.makers)}</dd>
          {story && story.cast.length > 0 && (
            <>
              <dt className="text-soft">With</dt>
              <dd>{listText(story.cast)}</dd>
            </>
          )}
          <dt className="text-soft">Genres</dt>
          <dd>{genresLine(title)}</dd>
        </dl>
      </div>
    </Dialog>
  );
}
