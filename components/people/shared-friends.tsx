import { PersonMenu } from '@/components/friends/person-menu.tsx';
import { PersonRow } from '@/components/friends/person-row.tsx';
import { UnlessBlocked } from '@/components/friends/unless-blocked.tsx';
import type { Person } from '@/lib/social/people.ts';

type SharedFriendsProps = {
  readonly friends: readonly Person[];
  /** Whoever looks; null for somebody signed out. */
  readonly viewerId: string | null;
};

export function SharedFriends({ friends, viewerId }: SharedFriendsProps) {
  return (
    <ul className="grid gap-x-10 md:grid-cols-2">
      {friends.map((friend) => (
        <UnlessBlocked key={friend.id} personId={friend.id}>
          <PersonRow
            person={friend}
            menu={viewerId !== null && friend.id !== viewerId && <PersonMenu person={friend} />}
          />
        </UnlessBlocked>
      ))}
    </ul>
  );
}
