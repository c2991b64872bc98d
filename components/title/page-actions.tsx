'use client';

import { Bookmark, Check, Ellipsis, Heart, Plus } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { StarRating } from '@/components/rating/star-rating.tsx';
import { Menu, type MenuItem } from '@/components/ui/menu.tsx';
import type { OwnState, TitleWithState } from '@/lib/catalog/summary.ts';
import { starsText } from '@/lib/format.ts';
import type { Companion } from '@/lib/library/companions.ts';
import type { Watch } from '@/lib/library/watch-date.ts';
import { lessOfItems } from './less-of-items.ts';
import { useOwnState, useWatches } from './own-state.ts';
import { SendButton } from './send-button.tsx';
import { onToday } from './today.ts';
import { useTitleActions } from './use-title-actions.ts';
import { useTitleKeys } from './use-title-keys.ts';
import { Viewings } from './viewings.tsx';
import { WatchDialog } from './watch-dialog.tsx';

type PageActionsProps = {
  readonly title: TitleWithState;
  readonly watches: readonly Watch[];
  /** Who was there, by viewing. */
  readonly company: Readonly<Record<string, readonly Companion[]>>;
};

/** The viewer's own word on a title: stars, watched, list, like, and the rest in a menu. */
export function PageActions({ title, watches, company }: PageActionsProps) {
  const own = useOwnState(title, title.own);
  const seen = useWatches(title, watches);
  const actions = useTitleActions(title);
  const [dating, setDating] = useState(false);
  const watched = () => (own.watchCount === 0 ? actions.watch(onToday()) : setDating(true));
  useTitleKeys({ rate: actions.rate, watch: watched, list: () => actions.setWatchlisted(!own.watchlisted) });

  const more: MenuItem[] = [
    { label: 'Watched on another day…', onSelect: () => setDating(true) },
    ...progressItems(own, actions.setProgress),
    {
      label: own.dismissed ? 'Interested after all' : 'Not interested',
      onSelect: () => actions.setDismissed(!own.dismissed),
    },
    ...muteItem(own, actions.setMuted),
    ...lessOfItems(title, actions),
  ];
  return (
    <section aria-label="Your library" className="flex flex-col gap-3">
      <div className="flex gap-x-4 max-sm:flex-col sm:items-center">
        <StarRating value={own.rating} onChange={actions.rate} label={`Your rating of ${title.name}`} />
        {own.rating === null ? (
          <span className="inline-flex min-h-11 items-center text-sm text-soft">Rate it</span>
        ) : (
          <button
            type="button"
            className="min-h-11 self-start text-sm text-soft hover:text-ink sm:self-auto"
            onClick={() => actions.rate(null)}
          >
            {starsText(own.rating)}, <span className="underline underline-offset-4">take it back</span>
          </button>
        )}
      </div>
      <div className="flex flex-wrap items-center gap-2">
        <Toggle on={own.watchCount > 0} onClick={watched} icon={<Check aria-hidden size={18} />}>
          {own.watchCount === 0
            ? 'Watched'
            : own.watchCount === 1
              ? 'Watched once'
              : `Watched ${own.watchCount} times`}
        </Toggle>
        <Toggle
          on={own.watchlisted}
          onClick={() => actions.setWatchlisted(!own.watchlisted)}
          icon={
            own.watchlisted ? (
              <Bookmark aria-hidden size={18} fill="currentColor" />
            ) : (
              <Plus aria-hidden size={18} />
            )
          }
        >
          {own.watchlisted ? 'On your watchlist' : 'Watchlist'}
        </Toggle>
        <Toggle
          on={own.liked}
          onClick={() => actions.setLiked(!own.liked)}
          icon={<Heart aria-hidden size={18} fill={own.liked ? 'currentColor' : 'none'} />}
        >
          {own.liked ? 'Liked' : 'Like'}
        </Toggle>
        <SendButton title={title} />
        <Menu label={`More for ${title.name}`} trigger={<Ellipsis aria-hidden size={20} />} items={more} />
      </div>
      <Said own={own} />
      <Viewings
        viewings={seen}
        title={title}
        actions={actions}
        company={company}
        onAgain={() => setDating(true)}
      />
      <WatchDialog
        open={dating}
        title={own.watchCount > 0 ? 'Watched again' : 'When did you watch it?'}
        onClose={() => setDating(false)}
        onChoose={actions.watch}
      />
    </section>
  );
}

type ToggleProps = {
  readonly on: boolean;
  readonly onClick: () => void;
  readonly icon: ReactNode;
  readonly children: ReactNode;
};

function Toggle({ on, onClick, icon, children }: ToggleProps) {
  return (
    <button
      type="button"
      aria-pressed={on}
      onClick={onClick}
      className={`inline-flex min-h-11 items-center gap-2 rounded-control border px-4 text-sm font-medium transition active:scale-[0.98] ${
        on ? 'border-ink bg-ink text-paper' : 'border-line bg-raised text-ink hover:border-edge'
      }`}
    >
      <span className="max-sm:hidden">{icon}</span>
      {children}
    </button>
  );
}

function Said({ own }: { readonly own: OwnState }) {
  const said = [
    own.progress === 'started' && 'You started it.',
    own.progress === 'gave-up' && 'You gave up on it.',
    own.muted && 'You said not to use it for your recommendations.',
    own.dismissed && 'You are not interested, so it is not recommended to you.',
  ].filter(Boolean);
  return said.length > 0 ? <p className="text-sm text-soft">{said.join(' ')}</p> : null;
}

function progressItems(own: OwnState, setProgress: (progress: OwnState['progress']) => void): MenuItem[] {
  const choice = (progress: 'started' | 'gave-up', set: string, unset: string): MenuItem => ({
    label: own.progress === progress ? unset : set,
    onSelect: () => setProgress(own.progress === progress ? null : progress),
  });
  return [
    choice('started', 'Started watching', 'Not started after all'),
    choice('gave-up', 'Gave up on it', 'Did not give up'),
  ];
}

/** Only for what says something of taste, which a title that was never touched does not. */
function muteItem(own: OwnState, setMuted: (on: boolean) => void): MenuItem[] {
  const speaks =
    own.rating !== null || own.liked || own.watchlisted || own.watchCount > 0 || own.progress !== null;
  if (!own.muted && !speaks) return [];
  return [
    {
      label: own.muted ? 'Use it for recommendations' : 'Don’t use it for recommendations',
      onSelect: () => setMuted(!own.muted),
    },
  ];
}
