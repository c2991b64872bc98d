'use client';

import { useState } from 'react';
import { Chip } from '@/components/ui/chip.tsx';

export type FacetChipsProps = {
  readonly values: readonly string[];
  readonly nameOf: (value: string) => string;
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
};

const FIRST = 21;

/** Chips to choose from. Of a long row the first ones and the chosen ones show, the rest on demand. */
export function FacetChips({ values, nameOf, chosen, onChange }: FacetChipsProps) {
  const [all, setAll] = useState(false);
  const shown = values.filter((value, index) => all || index < FIRST || chosen.includes(value));
  const toggle = (value: string) =>
    onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value]);
  return (
    <div className="flex flex-wrap gap-x-2 gap-y-2.5">
      {shown.map((value) => (
        <Chip key={value} selected={chosen.includes(value)} onClick={() => toggle(value)}>
          {nameOf(value)}
        </Chip>
      ))}
      {values.length > FIRST && (
        <button
          type="button"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          className="touch inline-flex min-h-9 items-center px-2 text-sm text-soft underline underline-offset-4 hover:text-ink"
        >
          {all ? 'Show fewer' : `Show all ${values.length}`}
        </button>
      )}
    </div>
  );
}
