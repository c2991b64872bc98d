'use client';

import { useQueryClient } from '@tanstack/react-query';
import { followedKey } from '@/components/title/own-state.ts';
import { setFollowed } from '@/lib/actions/preferences.ts';
import { RemovableList } from './removable-list.tsx';

/** Makers and actors whose work somebody wants more of. */
export function FollowedList({ names }: { readonly names: readonly string[] }) {
  const client = useQueryClient();
  return (
    <RemovableList
      entries={names.map((name) => ({ key: name, words: name }))}
      empty="Nobody. The plus beside a name on a title’s page puts somebody here."
      setKept={({ words }, on) => {
        // The sign beside the name is what the next page reads.
        client.removeQueries({ queryKey: followedKey(words) });
        return setFollowed({ name: words, on });
      }}
      said={({ words }, on) => (on ? `You follow ${words}.` : `You no longer follow ${words}.`)}
    />
  );
}
