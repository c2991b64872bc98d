'use client';

import { useOwnState } from '@/components/title/own-state.ts';
import { useTitleActions } from '@/components/title/use-title-actions.ts';
import type { NamedTitles } from '@/lib/feed/types.ts';

/** "Don't use this title", beside where it spoke for another. */
export function MuteTitle({ title }: { readonly title: NamedTitles[number] }) {
  const { muted } = useOwnState(title, title.own);
  const { setMuted } = useTitleActions(title);
  return (
    <button
      type="button"
      aria-label={muted ? `Use ${title.name} again` : `Don’t use ${title.name}`}
      className="touch inline-flex min-h-8 items-center text-sm text-soft underline underline-offset-4 hover:text-ink"
      onClick={() => setMuted(!muted)}
    >
      {muted ? 'Not used any more. Use it again' : 'Don’t use this title'}
    </button>
  );
}
