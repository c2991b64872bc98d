'use client';

import type { TitleWithState } from '@/lib/catalog/summary.ts';
import type { Watch } from '@/lib/library/watch-date.ts';
import { CardActions } from './card-actions.tsx';
import { PageActions } from './page-actions.tsx';

export { useOwnState } from './own-state.ts';
export { useTitleActions } from './use-title-actions.ts';

type TitleActionsProps = {
  readonly title: TitleWithState & { readonly since?: Date };
  readonly variant: 'card' | 'page';
  readonly onWhy?: () => void;
  /** The viewer's viewings, on the title's own page. */
  readonly watches?: readonly Watch[];
};

/** What can be done with a title: a quiet line under a poster, or the panel of the title's own page. */
export function TitleActions({ title, variant, onWhy, watches = [] }: TitleActionsProps) {
  if (variant === 'card') return <CardActions title={title} onWhy={onWhy} />;
  return <PageActions title={title} watches={watches} />;
}
