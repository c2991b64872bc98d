'use client';

import { useState, useSyncExternalStore } from 'react';
import { useOwnState } from '@/components/title/own-state.ts';
import { RowName, RowPoster } from '@/components/title/row-title.tsx';
import { todayText } from '@/components/title/today.ts';
import { Button } from '@/components/ui/button.tsx';
import type { OwnState } from '@/lib/catalog/summary.ts';
import type { RecommendedEntry, RecommendedPage } from '@/lib/feed/recommended.ts';
import { dateText, starsText } from '@/lib/format.ts';
import { ReasonText } from './reason-text.tsx';
import { WhyDrawer } from './why-drawer.tsx';

type RecommendedListProps = Pick<RecommendedPage, 'entries' | 'named'>;

/** What was shown, under its day, each with the reason it had then. */
export function RecommendedList({ entries, named }: RecommendedListProps) {
  const [asked, setAsked] = useState<RecommendedEntry | null>(null);
  const isHere = useSyncExternalStore(
    () => () => {},
    () => true,
    () => false,
  );
  const dayOf = ({ at }: RecommendedEntry) => (isHere ? todayText(new Date(at)) : at.slice(0, 10));
  const days = [...new Set(entries.map(dayOf))];
  return (
    <div className="flex flex-col gap-12">
      {days.map((day) => (
        <section
          key={day}
          aria-label={dateText(day)}
          className="grid gap-x-10 gap-y-3 md:grid-cols-[11rem_1fr]"
        >
          <h2 className="text-xl md:sticky md:top-28 md:self-start">{dateText(day)}</h2>
          <ul className="divide-y divide-line">
            {newestOfEach(entries.filter((entry) => dayOf(entry) === day)).map((entry) => (
              <Row key={entry.key} entry={entry} onWhy={() => setAsked(entry)} />
            ))}
          </ul>
        </section>
      ))}
      <WhyDrawer item={asked} named={named} onClose={() => setAsked(null)} />
    </div>
  );
}

/** Two days of the server may be one here. */
function newestOfEach(entries: readonly RecommendedEntry[]): RecommendedEntry[] {
  const seen = new Set<number>();
  return entries.filter(({ title }) => !seen.has(title.id) && seen.add(title.id));
}

function Row({ entry, onWhy }: { readonly entry: RecommendedEntry; readonly onWhy: () => void }) {
  const { title } = entry;
  const said = saidSince(useOwnState(title, title.own));
  return (
    <li className="flex items-center gap-4 py-3">
      <RowPoster title={title} className="w-14" />
      <div className="min-w-0 flex-1">
        <RowName title={title} />
        <p className="text-sm text-soft">
          <ReasonText reason={entry.explanation.reason} />
        </p>
        {said && <p className="mt-0.5 text-sm font-medium text-good">{said}</p>}
      </div>
      <Button variant="plain" size="s" aria-label={`Why ${title.name}?`} onClick={onWhy}>
        Why?
      </Button>
    </li>
  );
}

/** It was not seen when it was recommended, so this came after. */
function saidSince({ rating, liked, watchCount, watchlisted, dismissed }: OwnState): string | null {
  if (rating !== null) return `You gave it ${starsText(rating)} since`;
  if (liked) return 'You marked it as liked since';
  if (watchCount > 0) return 'You watched it since';
  if (dismissed) return 'You are not interested';
  return watchlisted ? 'On your watchlist' : null;
}
