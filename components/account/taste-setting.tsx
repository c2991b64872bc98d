'use client';

import type { Taste } from '@/lib/account/taste.ts';
import { chooseTaste } from '@/lib/actions/preferences.ts';
import { genreName, languageName } from '@/lib/format.ts';
import { FacetChips, type FacetChipsProps } from './facet-chips.tsx';
import { useKept } from './use-kept.ts';

type TasteSettingProps = { readonly taste: Taste; readonly options: Taste };

export function TasteSetting({ taste, options }: TasteSettingProps) {
  const [chosen, keep] = useKept<Taste>(
    taste,
    ({ genres, languages }) => chooseTaste({ genres: [...genres], languages: [...languages] }),
    () => null,
  );
  return (
    <div className="flex flex-col gap-6">
      <Facet
        label="Genres"
        values={options.genres}
        chosen={chosen.genres}
        nameOf={genreName}
        onChange={(genres) => keep({ ...chosen, genres })}
      />
      <Facet
        label="Languages"
        values={options.languages}
        chosen={chosen.languages}
        nameOf={languageName}
        onChange={(languages) => keep({ ...chosen, languages })}
      />
    </div>
  );
}

function Facet({ label, ...chips }: { readonly label: string } & FacetChipsProps) {
  return (
    <fieldset>
      <legend className="mb-3 text-sm font-medium">{label}</legend>
      <FacetChips {...chips} />
    </fieldset>
  );
}
