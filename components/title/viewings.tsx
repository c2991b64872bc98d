'use client';

import { Ellipsis } from 'lucide-react';
import { useState } from 'react';
import { Menu, type MenuItem } from '@/components/ui/menu.tsx';
import { dateText } from '@/lib/format.ts';
import type { Companion } from '@/lib/library/companions.ts';
import type { Watch } from '@/lib/library/watch-date.ts';
import { CompanyDialog } from './company-dialog.tsx';
import { CompanyText } from './company-text.tsx';
import { useCompany } from './own-state.ts';
import type { TitleActionsOf } from './use-title-actions.ts';
import { WatchDialog } from './watch-dialog.tsx';

type ViewingsProps = {
  readonly viewings: readonly Watch[];
  readonly title: { readonly name: string };
  readonly actions: TitleActionsOf;
  /** Who was there, by viewing. */
  readonly company: Readonly<Record<string, readonly Companion[]>>;
  readonly onAgain: () => void;
};

/** When the viewer saw it, each date to be mended or taken out. */
export function Viewings({ viewings, title, actions, company, onAgain }: ViewingsProps) {
  const [editing, setEditing] = useState<Watch | null>(null);
  if (viewings.length === 0) return null;
  return (
    <div className="text-sm">
      <h2 className="sr-only">Your viewings</h2>
      <ul className="flex flex-col">
        {viewings.map((viewing, index) => (
          <ViewingRow
            key={viewing.id}
            viewing={viewing}
            title={title}
            actions={actions}
            isAgain={viewing.counts && viewings.slice(index + 1).some(({ counts }) => counts)}
            company={company[viewing.id]}
            onEdit={() => setEditing(viewing)}
          />
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

type ViewingRowProps = Pick<ViewingsProps, 'title' | 'actions'> & {
  readonly viewing: Watch;
  readonly isAgain: boolean;
  readonly company: readonly Companion[] | undefined;
  readonly onEdit: () => void;
};

function ViewingRow({ viewing, title, actions, isAgain, company: initial, onEdit }: ViewingRowProps) {
  const company = useCompany(viewing.id, initial);
  const [naming, setNaming] = useState(false);
  return (
    <li className="flex min-h-11 items-center gap-1">
      <span className="text-soft">
        {viewingText(viewing)}
        {isAgain && ', again'}
        {!viewing.counts && ', by somebody else'}
        {company.length > 0 && (
          <>
            , <CompanyText company={company} />
          </>
        )}
      </span>
      <Menu
        label={`Change the viewing: ${dateText(viewing.watchedOn, viewing.precision)}`}
        trigger={<Ellipsis aria-hidden size={16} />}
        items={[
          { label: 'Change the date…', onSelect: onEdit },
          ...(viewing.counts ? [{ label: 'Watched with…', onSelect: () => setNaming(true) }] : []),
          whoseItem(viewing, actions),
          {
            label: 'Take it out of the diary',
            onSelect: () => actions.removeWatch(viewing),
            danger: true,
          },
        ]}
      />
      <CompanyDialog
        open={naming}
        name={title.name}
        watchId={viewing.id}
        company={company}
        onClose={() => setNaming(false)}
      />
    </li>
  );
}

/** Whether it was the viewer's own, or somebody else's on the same screen. */
export function whoseItem(viewing: Watch, actions: TitleActionsOf, onSaved?: () => void): MenuItem {
  return {
    label: viewing.counts ? 'Somebody else watched this' : 'I watched this myself',
    onSelect: () => actions.setWatchCounts(viewing, !viewing.counts, onSaved),
  };
}

function viewingText({ watchedOn, precision }: Watch): string {
  if (precision === 'unknown') return 'Watched, some time ago';
  return `Watched ${precision === 'day' ? 'on' : 'in'} ${dateText(watchedOn, precision)}`;
}
