'use client';

import { inbox, places } from '@/components/layout/places.ts';
import { Dialog } from '@/components/ui/dialog.tsx';

type ShortcutsDialogProps = {
  readonly open: boolean;
  readonly onClose: () => void;
  readonly signedIn: boolean;
};

const everywhere = [
  { keys: ['/'], does: 'Search' },
  { keys: ['?'], does: 'Show these shortcuts' },
  { keys: ['Esc'], does: 'Close what is open' },
];
const onStars = [
  { keys: ['1', '–', '5'], does: 'Rate with whole stars' },
  { keys: ['←', '→'], does: 'Half a star less or more' },
  { keys: ['0'], does: 'Take the rating back' },
];

export function ShortcutsDialog({ open, onClose, signedIn }: ShortcutsDialogProps) {
  const going = [...places, inbox].map((place) => ({ keys: ['g', place.key], does: place.label }));
  return (
    <Dialog open={open} onClose={onClose} title="Keyboard shortcuts">
      <div className="gap-10 sm:columns-2">
        <Keys title="Everywhere" rows={everywhere} />
        {signedIn && <Keys title="On the stars" rows={onStars} />}
        {signedIn && <Keys title="Go to" rows={going} />}
      </div>
    </Dialog>
  );
}

type Row = { readonly keys: readonly string[]; readonly does: string };

function Keys({ title, rows }: { readonly title: string; readonly rows: readonly Row[] }) {
  return (
    <section className="mb-6 break-inside-avoid">
      <h3 className="mb-2 text-lg">{title}</h3>
      <dl className="flex flex-col gap-1.5 text-sm">
        {rows.map((row) => (
          <div key={row.does} className="flex items-baseline justify-between gap-4">
            <dt className="text-soft">{row.does}</dt>
            <dd className="flex gap-1">
              {row.keys.map((key) => (
                <kbd
                  key={key}
                  className="rounded-md border border-line bg-paper px-1.5 font-text text-xs leading-5"
                >
                  {key}
                </kbd>
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
