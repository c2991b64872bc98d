'use client';

import { muteTitle } from '@/lib/actions/library.ts';
import type { MutedTitle } from '@/lib/library/mute.ts';
import { RemovableList } from './removable-list.tsx';

/** Titles that say nothing of someone's taste. */
export function MutedList({ muted }: { readonly muted: readonly MutedTitle[] }) {
  return (
    <RemovableList
      entries={muted.map(({ id, name, year }) => ({ id, key: String(id), words: `${name}, ${year}` }))}
      empty="None. “Don’t use this title”, under “Why?”, puts one here; it stays in your diary."
      setKept={({ id }, muted) => muteTitle({ titleId: id, muted })}
      said={({ words }, muted) => (muted ? `${words} is not used.` : `${words} counts again.`)}
    />
  );
}
