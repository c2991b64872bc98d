'use client';

import { Star as StarIcon } from 'lucide-react';
import { useEffect, useId, useRef, useState } from 'react';
import { placeMenu } from '@/components/ui/place-menu.ts';
import { starsText } from '@/lib/format.ts';
import { StarRating } from './star-rating.tsx';

type RatePopoverProps = {
  readonly name: string;
  readonly value: number | null;
  readonly onRate: (stars: number | null) => void;
  readonly className: string;
};

/** "★ Rate" on a card; the stars come up over it. */
export function RatePopover({ name, value, onRate, className }: RatePopoverProps) {
  const [open, setOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const id = useId();
  const close = () => panel.current?.hidePopover();

  useEffect(() => {
    if (!open || !panel.current || !button.current) return;
    placeMenu(panel.current, button.current);
    const hide = () => panel.current?.hidePopover();
    panel.current.querySelector<HTMLInputElement>('input:checked, input')?.focus({ preventScroll: true });
    window.addEventListener('scroll', hide, { passive: true });
    return () => window.removeEventListener('scroll', hide);
  }, [open]);

  return (
    <>
      <button
        ref={button}
        type="button"
        popoverTarget={id}
        aria-expanded={open}
        aria-label={value === null ? `Rate ${name}` : `Rate ${name}, now ${starsText(value)}`}
        className={className}
      >
        <StarIcon aria-hidden size={14} fill={value === null ? 'none' : 'currentColor'} />
        {value === null ? 'Rate' : starsText(value).split(' ')[0]}
      </button>
      <div
        ref={panel}
        id={id}
        popover="auto"
        className="menu"
        onToggle={(event) => setOpen(event.newState === 'open')}
      >
        {open && (
          <div className="flex flex-col items-center gap-1 p-2">
            <StarRating value={value} onChange={onRate} label={`Your rating of ${name}`} onPicked={close} />
            {value === null ? (
              <p className="flex min-h-11 items-center text-sm text-soft">Your rating</p>
            ) : (
              <button
                type="button"
                className="min-h-11 rounded-control px-4 text-sm text-soft underline underline-offset-4 hover:text-ink"
                onClick={() => {
                  onRate(null);
                  close();
                }}
              >
                Take it back
              </button>
            )}
          </div>
        )}
      </div>
    </>
  );
}
