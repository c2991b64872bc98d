'use client';

import { useId } from 'react';

type Choice<T> = { readonly value: T; readonly label: string; readonly hint?: string };

type ChoiceGroupProps<T> = {
  readonly label: string;
  readonly choices: readonly Choice<T>[];
  readonly value: T;
  readonly onChange: (value: T) => void;
};

/** One of a few, each with a word on what it means. */
export function ChoiceGroup<T extends string | number | null>({
  label,
  choices,
  value,
  onChange,
}: ChoiceGroupProps<T>) {
  const name = useId();
  return (
    <fieldset className="flex flex-col">
      <legend className="sr-only">{label}</legend>
      {choices.map((choice) => (
        <label key={String(choice.value)} className="flex min-h-11 items-start gap-3 py-2">
          <input
            type="radio"
            name={name}
            checked={choice.value === value}
            onChange={() => onChange(choice.value)}
            className="mt-0.5 size-5 shrink-0 accent-ink"
          />
          <span>
            <span className="block">{choice.label}</span>
            {choice.hint && <span className="block text-sm text-soft">{choice.hint}</span>}
          </span>
        </label>
      ))}
    </fieldset>
  );
}
