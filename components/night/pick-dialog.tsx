'use client';

import { Poster } from '@/components/poster/poster.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import type { NightView } from '@/lib/nights/types.ts';

type PickDialogProps = {
  readonly night: NightView;
  readonly open: boolean;
  readonly onClose: () => void;
  readonly onPick: (titleId: number) => void;
};

/** The host's last word, out of what lies on the table. */
export function PickDialog({ night, open, onClose, onPick }: PickDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title="Which one is it?" side="drawer">
      <p className="text-soft">Everybody sees at once that you have decided.</p>
      <ul className="grid grid-cols-3 gap-3 pb-4">
        {night.cards.map(({ title }) => (
          <li key={title.id}>
            <button
              type="button"
              aria-label={`${title.name}, ${title.year}`}
              className="block w-full rounded-poster transition active:scale-[0.98]"
              onClick={() => {
                onClose();
                onPick(title.id);
              }}
            >
              <Poster title={title} />
            </button>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
