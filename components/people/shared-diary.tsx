import { RotateCcw } from 'lucide-react';
import { RowName, RowPoster } from '@/components/title/row-title.tsx';
import { dateText } from '@/lib/format.ts';
import type { SharedViewing } from '@/lib/social/shared-diary.ts';

export function SharedDiary({ viewings }: { readonly viewings: readonly SharedViewing[] }) {
  return (
    <ul className="grid gap-x-10 md:grid-cols-2">
      {viewings.map(({ id, title, watchedOn, precision, rewatch }) => (
        <li key={id} className="flex items-center gap-4 border-b border-line py-3">
          <RowPoster title={title} className="w-11" />
          <div className="min-w-0">
            <RowName title={title} />
            <p className="flex flex-wrap items-center gap-x-3 text-sm text-soft">
              <time {...(precision === 'day' && { dateTime: watchedOn ?? undefined })}>
                {dateText(watchedOn, precision)}
              </time>
              {rewatch && (
                <span className="inline-flex items-center gap-1">
                  <RotateCcw aria-hidden size={13} /> Again
                </span>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
