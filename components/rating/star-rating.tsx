'use client';

import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { starsText } from '@/lib/format.ts';
import { fillOf, Star } from './star.tsx';
import { useDraft } from './use-draft.ts';

type StarRatingProps = {
  readonly value: number | null;
  readonly onChange: (stars: number | null) => void;
  readonly label: string;
  readonly size?: number;
  /** Called when a choice was made with a pointer: a popover closes then. */
  readonly onPicked?: () => void;
};

const CHOICES = Array.from({ length: 10 }, (_, index) => (index + 1) / 2);
const STEPS: Readonly<Record<string, number>> = {
  ArrowRight: 0.5,
  ArrowUp: 0.5,
  ArrowLeft: -0.5,
  ArrowDown: -0.5,
};

/** A radio group of half stars: arrows move by half, digits give whole stars, `0` takes the rating back. */
export function StarRating({ value, onChange, label, size = 48, onPicked }: StarRatingProps) {
  const name = useId();
  const group = useRef<HTMLFieldSetElement>(null);
  const [hovered, setHovered] = useState<number | null>(null);
  const { shown, choose, settle } = useDraft(value, onChange);
  const lit = hovered ?? shown ?? 0;

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const next = starsOfKey(event.key, shown);
    if (next === undefined) return;
    event.preventDefault();
    choose(next, 'soon');
    focusChoice(group.current, next);
  };

  return (
    <fieldset
      ref={group}
      onKeyDown={onKeyDown}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && settle()}
      onPointerLeave={() => setHovered(null)}
      className="inline-flex w-fit rounded-[8px] text-ticket has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-ink"
    >
      <legend className="sr-only">{label}</legend>
      {[0, 1, 2, 3, 4].map((position) => (
        <span
          key={position}
          className="relative block"
          style={{ width: size, height: size, padding: size / 12 }}
        >
          <Star fill={fillOf(lit, position)} size="100%" />
          {CHOICES.slice(position * 2, position * 2 + 2).map((stars, half) => (
            <label
              key={stars}
              className={`absolute inset-y-0 w-1/2 ${half === 0 ? 'left-0' : 'right-0'}`}
              onPointerEnter={(event) => event.pointerType === 'mouse' && setHovered(stars)}
              onPointerUp={() => onPicked && setTimeout(onPicked, 60)}
            >
              <input
                type="radio"
                name={name}
                value={stars}
                checked={shown === stars}
                aria-label={starsText(stars)}
                onChange={() => choose(stars, 'now')}
                className="absolute inset-0 m-0 size-full cursor-pointer appearance-none outline-none"
              />
            </label>
          ))}
        </span>
      ))}
    </fieldset>
  );
}

function starsOfKey(key: string, now: number | null): number | null | undefined {
  if (['0', 'Backspace', 'Delete'].includes(key)) return null;
  if (/^[1-5]$/.test(key)) return Number(key);
  const step = STEPS[key];
  if (step === undefined) return undefined;
  return now === null ? (step > 0 ? 0.5 : 5) : Math.min(5, Math.max(0.5, now + step));
}

function focusChoice(group: HTMLElement | null, stars: number | null): void {
  group?.querySelector<HTMLInputElement>(`input[value="${stars ?? 0.5}"]`)?.focus();
}
