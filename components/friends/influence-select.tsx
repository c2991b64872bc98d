'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { runAction } from '@/components/run-action.ts';
import { notify, notifyError } from '@/components/ui/toast.ts';
import { setFriendInfluence } from '@/lib/actions/preferences.ts';
import type { CircleFriend, Influence } from '@/lib/social/circle.ts';

const levels: readonly { readonly value: Influence; readonly words: string }[] = [
  { value: 0, words: 'Does not count' },
  { value: 0.5, words: 'Counts less' },
  { value: 1, words: 'Counts as usual' },
  { value: 2, words: 'Counts more' },
];

/** How much a friend's taste counts in the viewer's recommendations. */
export function InfluenceSelect({ friend }: { readonly friend: CircleFriend }) {
  const client = useQueryClient();
  const router = useRouter();
  const [influence, setInfluence] = useState(friend.influence);
  const { mutate } = useMutation({
    mutationFn: (value: Influence) =>
      runAction(setFriendInfluence({ friendId: friend.id, influence: value })),
    scope: { id: `influence:${friend.id}` },
    onMutate: (value) => {
      const before = influence;
      setInfluence(value);
      return before;
    },
    onError: (error, _, before) => {
      setInfluence(before ?? 1);
      notifyError(error.message);
    },
    onSuccess: (_, value) => {
      const level = levels.find((each) => each.value === value);
      notify(`${friend.name} ${level?.words.toLowerCase()} in your recommendations.`);
      void client.invalidateQueries({ queryKey: ['friends'] });
      router.refresh();
    },
  });
  return (
    <select
      aria-label={`How much ${friend.name} counts in your recommendations`}
      value={influence}
      onChange={(event) => mutate(Number(event.target.value) as Influence)}
      className="min-h-11 rounded-control border border-line bg-raised px-3 text-sm hover:border-edge"
    >
      {levels.map((level) => (
        <option key={level.value} value={level.value}>
          {level.words}
        </option>
      ))}
    </select>
  );
}
