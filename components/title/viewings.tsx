'use client';

import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Menu } from '@/components/ui/menu.tsx';
import { dateText } from '@/lib/format.ts';
import type { Watch } from '@/lib/library/watch-date.ts';
import type { TitleActionsOf } from './use-title-actions.ts';
import { WatchDialog } from './watch-dialog.tsx';

type ViewingsProps = {
  readonly viewings: readonly Watch[];
  readonly title: { readonly name: string };
  readonly actions: TitleActionsOf;
  readonly onAgain: () => void;
};

/** When the viewer saw it, each date to be mended or taken out. */
export function Viewings({ viewings, title, actions, onAgain }: ViewingsProps) {
  const [editing, setEditing] = useState<Watch | null>(null);
  if (viewings.length === 0) return null;
  return (
    <div className="text-sm">
      <h2 className="sr-only">Your viewings</h2>
      <ul className="flex flex-col">
        {viewings.map((viewing, index) => (
          <li key={viewing.id} className="flex min-h-11 items-center gap-1">
            <span className="text-soft">
              {viewingText(viewing)}
              {index < viewings.length - 1 && ', again'}
            </span>
            <Menu
              label={`Change the viewing: ${dateText(viewing.watchedOn, viewing.precision)}`}
              trigger={<Ellipsis aria-hidden size={16} />}
              items={[
                { label: 'Change the date…', onSelect: () => setEditing(viewing) },
                {
                  label: 'Take it out of the diary',
                  onSelect: () => actions.removeWatch(viewing),
                  danger: true,
                },
              ]}
            />
          </li>
        ))}
      </ul>
      <button
        type="button"
        className="min-h-11 text-soft underline underline-offset-4 hover:text-ink"
        onClick={onAgain}
      >
        Watched it again
      </button>
      <WatchDialog
        open={editing !== null}
        title={`When did you watch ${title.name}?`}
        initial={editing ?? undefined}
        onClose={() => setEditing(null)}
        onChoose={(date) => editing && actions.editWatch(editing, date)}
      />
    </div>
  );
}

function viewingText({ watchedOn, precision }: Watch): string {
  if (precision === 'unknown') return 'Watched, some time ago';
  return `Watched ${precision === 'day' ? 'on' : 'in'} ${dateText(watchedOn, precision)}`;
}
