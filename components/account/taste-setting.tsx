'use client';

import { Chip } from '@/components/ui/chip.tsx';
import type { Taste } from '@/lib/account/taste.ts';
import { chooseTaste } from '@/lib/actions/preferences.ts';
import { genreName, languageName } from '@/lib/format.ts';
import { useKept } from './use-kept.ts';

type TasteSettingProps = { readonly taste: Taste; readonly options: Taste };

export function TasteSetting({ taste, options }: TasteSettingProps) {
  const [chosen, keep] = useKept<Taste>(
    taste,
    ({ genres, languages }) => chooseTaste({ genres: [...genres], languages: [...languages] }),
    () => null,
  );
  const toggle = (facet: keyof Taste, value: string) => {
    const values = chosen[facet];
    const next = values.includes(value) ? values.filter((other) => other !== value) : [...values, value];
    keep({ ...chosen, [facet]: next });
  };
  return (
    <div className="flex flex-col gap-6">
      <Facet
        label="Genres"
        options={options.genres}
        chosen={chosen.genres}
        nameOf={genreName}
        onToggle={(value) => toggle('genres', value)}
      />
      <Facet
        label="Languages"
        options={options.languages}
        chosen={chosen.languages}
        nameOf={languageName}
        onToggle={(value) => toggle('languages', value)}
      />
    </div>
  );
}

type FacetProps = {
  readonly label: string;
  readonly options: readonly string[];
  readonly chosen: readonly string[];
  readonly nameOf: (value: string) => string;
  readonly onToggle: (value: string) => void;
};

function Facet({ label, options, chosen, nameOf, onToggle }: FacetProps) {
  return (
    <fieldset>
      <legend className="mb-3 text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap gap-x-2 gap-y-2.5">
        {options.map((value) => (
          <Chip key={value} selected={chosen.includes(value)} onClick={() => onToggle(value)}>
            {nameOf(value)}
          </Chip>
        ))}
      </div>
    </fieldset>
  );
}
