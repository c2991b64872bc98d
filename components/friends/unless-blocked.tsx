'use client';

import { useMutationState } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { stepKey } from './query-keys.ts';
import type { Step } from './use-friends.ts';

/** Takes away what shows a person as soon as they are blocked here, and puts it back when that is undone or refused. */
export function UnlessBlocked({
  personId,
  children,
}: {
  readonly personId: string;
  readonly children: ReactNode;
}) {
  const steps = useMutationState({
    filters: { mutationKey: stepKey },
    select: ({ state: { status, variables } }) => ({ status, step: variables as Step | undefined }),
  });
  const last = steps.findLast(({ step }) => step?.person.id === personId);
  const blocked = last?.step?.verb === 'block' && last.status !== 'error';
  return blocked ? null : children;
}
