'use client';

import type { CSSProperties } from 'react';
import { Poster } from '@/components/poster/poster.tsx';
import type { TitleSummary } from '@/lib/catalog/summary.ts';
import type { NightCard } from '@/lib/nights/types.ts';
import { type LetGo, useSwipe } from './use-swipe.ts';

export type Leaving = { readonly title: TitleSummary; readonly yes: boolean; readonly from: LetGo | null };

type CardStackProps = {
  readonly current: NightCard;
  readonly next: NightCard | null;
  readonly leaving: Leaving | null;
  readonly onLeft: () => void;
  /** The card that an undo brought back. */
  readonly returned: number | null;
  readonly onSwipe: (yes: boolean, from: LetGo) => void;
  readonly onTap: () => void;
};

/** The card in question, what lies under it, and the one that is on its way out. The buttons below say the same. */
export function CardStack({ current, next, leaving, onLeft, returned, onSwipe, onTap }: CardStackProps) {
  const hand = useSwipe({ onSwipe, onTap });
  return (
    <div aria-hidden className="deck" data-card={current.title.slug}>
      {next && <div className="deck-card deck-blank" />}
      {next && (
        <div key={next.title.id} className="deck-card deck-under">
          <Poster title={next.title} size="large" priority />
        </div>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the buttons and keys beside it say the same */}
      <div
        key={current.title.id}
        {...hand}
        className={`deck-card deck-top ${returned === current.title.id ? 'deck-returning' : ''}`}
        onDragStart={(event) => event.preventDefault()}
      >
        <Poster title={current.title} size="large" priority />
        <span className="deck-stamp deck-stamp-yes">Yes, please</span>
        <span className="deck-stamp deck-stamp-no">Not tonight</span>
      </div>
      {leaving && leaving.title.id !== current.title.id && (
        <div
          key={`leaving-${leaving.title.id}`}
          className="deck-card deck-leaving"
          style={wayOut(leaving)}
          onAnimationEnd={onLeft}
        >
          <Poster title={leaving.title} size="large" priority />
        </div>
      )}
    </div>
  );
}

function wayOut({ yes, from }: Leaving): CSSProperties {
  const way = { '--way': yes ? 1 : -1 };
  return (
    from ? { ...way, '--from-x': `${from.x}px`, '--from-turn': `${from.turn}deg` } : way
  ) as CSSProperties;
}
