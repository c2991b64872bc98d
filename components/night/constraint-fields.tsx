'use client';

import type { ReactNode } from 'react';
import { FacetChips } from '@/components/account/facet-chips.tsx';
import { Chip } from '@/components/ui/chip.tsx';
import { genreName, languageName, runtimeText } from '@/lib/format.ts';
import type { NightConstraints } from '@/lib/nights/types.ts';
import { MATURITIES, RUNTIMES, withoutConstraint } from './constraint-words.ts';

/** What there is to choose from. */
export type NightOptions = {
  readonly genres: readonly string[];
  readonly languages: readonly string[];
  /** Shared lists of the viewer. */
  readonly lists: readonly { readonly id: string; readonly name: string }[];
};

type ConstraintFieldsProps = {
  readonly value: NightConstraints;
  readonly options: NightOptions;
  readonly onChange: (constraints: NightConstraints) => void;
};

/** What tonight's title must be. Whatever nobody touches does not matter. */
export function ConstraintFields({ value, options, onChange }: ConstraintFieldsProps) {
  const set = <Key extends keyof NightConstraints>(key: Key, wanted: NightConstraints[Key] | null) =>
    onChange(
      wanted === null || (Array.isArray(wanted) && wanted.length === 0)
        ? withoutConstraint(value, key)
        : { ...value, [key]: wanted },
    );
  const sources = [{ id: 'watchlists', name: 'Our watchlists' }, ...options.lists];
  return (
    <div className="flex flex-col gap-6">
      <Row label="Nobody has seen it">
        <Chip selected={value.unseen === true} onClick={() => set('unseen', value.unseen ? null : true)}>
          New to all of us
        </Chip>
      </Row>
      <Row label="How long">
        {RUNTIMES.map((minutes) => (
          <Chip
            key={minutes}
            selected={value.longest === minutes}
            onClick={() => set('longest', value.longest === minutes ? null : minutes)}
          >
            Up to {runtimeText(minutes)}
          </Chip>
        ))}
      </Row>
      <Row label="Film or series">
        {(['film', 'series'] as const).map((kind) => (
          <Chip
            key={kind}
            selected={value.kind === kind}
            onClick={() => set('kind', value.kind === kind ? null : kind)}
          >
            {kind === 'film' ? 'A film' : 'A series'}
          </Chip>
        ))}
      </Row>
      <Row label="Youngest who watches">
        {MATURITIES.map((age) => (
          <Chip
            key={age}
            selected={value.maturity === age}
            onClick={() => set('maturity', value.maturity === age ? null : age)}
          >
            {age} years
          </Chip>
        ))}
      </Row>
      <Row label="Only from">
        <FacetChips
          values={sources.map(({ id }) => id)}
          nameOf={(id) => sources.find((source) => source.id === id)?.name ?? id}
          chosen={value.fromLists ?? []}
          onChange={(chosen) => set('fromLists', chosen)}
        />
      </Row>
      <More label="Genres" count={value.genres?.length ?? 0}>
        <FacetChips
          values={options.genres}
          nameOf={genreName}
          chosen={value.genres ?? []}
          onChange={(chosen) => set('genres', chosen)}
        />
      </More>
      <More label="Languages" count={value.languages?.length ?? 0}>
        <FacetChips
          values={options.languages}
          nameOf={languageName}
          chosen={value.languages ?? []}
          onChange={(chosen) => set('languages', chosen)}
        />
      </More>
    </div>
  );
}

function Row({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <fieldset>
      <legend className="mb-2 text-sm font-medium">{label}</legend>
      <div className="flex flex-wrap gap-x-2 gap-y-2.5">{children}</div>
    </fieldset>
  );
}

type MoreProps = { readonly label: string; readonly count: number; readonly children: ReactNode };

function More({ label, count, children }: MoreProps) {
  return (
    <details open={count > 0}>
      <summary className="flex min-h-11 w-fit items-center text-sm font-medium">
        {label}
        <span className="ml-2 font-normal text-soft">{count > 0 ? `${count} chosen` : 'any'}</span>
      </summary>
      <div className="pt-2">{children}</div>
    </details>
  );
}
