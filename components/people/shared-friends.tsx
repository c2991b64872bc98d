import { PersonRow } from '@/components/friends/person-row.tsx';
import type { Person } from '@/lib/social/people.ts';

export function SharedFriends({ friends }: { readonly friends: readonly Person[] }) {
  return (
    <ul className="grid gap-x-10 md:grid-cols-2">
      {friends.map((friend) => (
        <PersonRow key={friend.id} person={friend} />
      ))}
    </ul>
  );
}
