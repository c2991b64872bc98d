'use client';

import { setFollowed } from '@/lib/actions/preferences.ts';
import { RemovableList } from './removable-list.tsx';

/** Makers and actors whose work somebody wants more of. */
export function FollowedList({ names }: { readonly names: readonly string[] }) {
  return (
    <RemovableList
      entries={names.map((name) => ({ key: name, words: name }))}
      empty="Nobody. The plus beside a name on a title’s page puts somebody here."
      setKept={({ words }, on) => setFollowed({ name: words, on })}
      said={({ words }, on) => (on ? `You follow ${words}.` : `You no longer follow ${words}.`)}
    />
  );
}
