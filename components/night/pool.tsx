'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { runAction } from '@/components/run-action.ts';
import type { ActionResult } from '@/lib/actions/action.ts';
import { countText } from '@/lib/format.ts';
import type { NightCheck, NightConstraints } from '@/lib/nights/types.ts';
import { withoutConstraint, wordsOf } from './constraint-words.ts';

/** How many titles fit what is asked for, as it changes. */
export function usePool(
  key: readonly unknown[],
  check: () => Promise<ActionResult<NightCheck>>,
): { readonly pool: NightCheck | undefined; readonly isError: boolean } {
  const settled = useDeferredValue(JSON.stringify(key));
  const { data, isError } = useQuery({
    queryKey: ['night-pool', settled],
    queryFn: () => runAction(check()),
    placeholderData: keepPreviousData,
    staleTime: 10_000,
    retry: false,
  });
  return { pool: data, isError };
}

type PoolCountProps = {
  readonly pool: NightCheck | undefined;
  readonly isError: boolean;
};

export function PoolCount({ pool, isError }: PoolCountProps) {
  return (
    <p role="status" className="min-h-[1.45em] text-sm text-soft">
      {isError
        ? 'We could not count the titles that fit just now.'
        : !pool
          ? 'Counting what fits…'
          : pool.available === 0
            ? 'Nothing fits all of this'
            : `${countText(pool.available, 'title')} ${pool.available === 1 ? 'fits' : 'fit'}${pool.enough ? '' : ', too few for a good night'}`}
    </p>
  );
}

type TooFewProps = {
  readonly pool: NightCheck;
  readonly constraints: NightConstraints;
  readonly onChange: (constraints: NightConstraints) => void;
};

/** Which wish to let go, and what that would give. */
export function TooFew({ pool, constraints, onChange }: TooFewProps) {
  const helpful = pool.drop.filter(({ gives }) => gives > pool.available).slice(0, 3);
  if (pool.enough || helpful.length === 0) return null;
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm font-medium">Let one of these go:</p>
      <ul className="flex flex-wrap gap-2">
        {helpful.map(({ constraint, gives }) => (
          <li key={constraint}>
            <button
              type="button"
              className="inline-flex min-h-11 items-center gap-2 rounded-control border border-edge bg-raised px-4 text-left text-sm transition hover:border-ink"
              onClick={() => onChange(withoutConstraint(constraints, constraint))}
            >
              <span>
                Not “{wordsOf(constraint, constraints)}”: <strong>{countText(gives, 'title')}</strong>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
