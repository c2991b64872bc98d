'use client';

import { Check, Ellipsis, Plus } from 'lucide-react';
import { useListsMenu } from '@/components/lists/use-lists-menu.tsx';
import { RatePopover } from '@/components/rating/rate-popover.tsx';
import { Menu } from '@/components/ui/menu.tsx';
import type { TitleWithState } from '@/lib/catalog/summary.ts';
import { lessOfItems } from './less-of-items.ts';
import { useOwnState } from './own-state.ts';
import { useSendDialog } from './send-button.tsx';
import { onToday } from './today.ts';
import { useTitleActions } from './use-title-actions.ts';

type CardActionsProps = {
  readonly title: TitleWithState & { readonly since?: Date };
  readonly onWhy?: (() => void) | undefined;
};

const look =
  'touch inline-flex min-h-8 items-center gap-1 text-[0.8125rem] whitespace-nowrap text-soft transition hover:text-ink';

export function CardActions({ title, onWhy }: CardActionsProps) {
  const own = useOwnState(title, title.own);
  const actions = useTitleActions(title);
  const sending = useSendDialog(title);
  const lists = useListsMenu(title);
  if (own.dismissed) return <Dismissed name={title.name} onUndo={() => actions.setDismissed(false)} />;
  return (
    <div className="-ml-0.5 flex min-h-11 items-center gap-x-2 sm:gap-x-3.5">
      <button
        type="button"
        aria-pressed={own.watchlisted}
        aria-label={`${title.name} on your watchlist`}
        className={own.watchlisted ? look.replace('text-soft', 'text-good') : look}
        onClick={() => actions.setWatchlisted(!own.watchlisted)}
      >
        {own.watchlisted ? (
          <Check aria-hidden size={14} className="max-sm:hidden" />
        ) : (
          <Plus aria-hidden size={14} className="max-sm:hidden" />
        )}
        {own.watchlisted ? 'Listed' : 'List'}
      </button>
      <RatePopover name={title.name} value={own.rating} onRate={actions.rate} className={look} />
      {onWhy && (
        <button type="button" aria-label={`Why ${title.name}?`} className={look} onClick={onWhy}>
          Why?
        </button>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: it does nothing but read ahead */}
      <span className="contents" onPointerEnter={lists.prepare} onFocus={lists.prepare}>
        <Menu
          label={`More for ${title.name}`}
          trigger={<Ellipsis aria-hidden size={16} />}
          className={`${look} -mr-1 ml-auto px-1`}
          items={[
            {
              label: own.watchCount > 0 ? 'Watched again today' : 'Watched today',
              onSelect: () => actions.watch(onToday()),
            },
            {
              label: own.liked ? 'No longer liked' : 'Like it',
              onSelect: () => actions.setLiked(!own.liked),
            },
            ...lists.items,
            { label: 'Send to…', onSelect: sending.ask },
            { label: 'Not interested', onSelect: () => actions.setDismissed(true) },
            ...lessOfItems(title, actions),
          ]}
        />
      </span>
      {lists.dialog}
      {sending.dialog}
    </div>
  );
}

/** The card keeps its place, so that nothing moves under the finger. */
function Dismissed({ name, onUndo }: { readonly name: string; readonly onUndo: () => void }) {
  return (
    <div data-dismissed className="flex min-h-11 items-center gap-3 text-[0.8125rem] text-soft">
      <span>Not interested</span>
      <button
        type="button"
        aria-label={`Show ${name} again`}
        className={`${look} underline underline-offset-4`}
        onClick={onUndo}
      >
        Undo
      </button>
    </div>
  );
}
