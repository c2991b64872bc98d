import { Heart } from 'lucide-react';
import Link from 'next/link';
import { PersonMenu } from '@/components/friends/person-menu.tsx';
import { UnlessBlocked } from '@/components/friends/unless-blocked.tsx';
import { Stars } from '@/components/rating/stars-text.tsx';
import { Avatar } from '@/components/ui/avatar.tsx';
import { SectionHeading } from '@/components/ui/section-heading.tsx';
import type { FriendOnTitle } from '@/lib/social/shared-ratings.ts';

/** What friends say, and who wants to see it too. Nothing where nobody said anything. */
export function FriendsOnTitle({ friends }: { readonly friends: readonly FriendOnTitle[] }) {
  if (friends.length === 0) return null;
  return (
    <section aria-labelledby="friends">
      <SectionHeading id="friends" title="Your friends" />
      <ul className="grid gap-x-8 gap-y-2 sm:grid-cols-2 lg:grid-cols-3">
        {friends.map((friend) => (
          <UnlessBlocked key={friend.id} personId={friend.id}>
            <li className="flex items-center justify-between gap-2">
              <Link
                href={`/people/${friend.handle}`}
                prefetch={false}
                className="group flex min-h-14 min-w-0 items-center gap-3"
              >
                <Avatar name={friend.name} size={40} />
                <span>
                  <span className="block font-medium group-hover:underline">{friend.name}</span>
                  <span className="flex items-center gap-2 text-sm text-soft">
                    {friend.rating !== null ? <Stars value={friend.rating} /> : wordsFor(friend)}
                    {friend.liked && <Heart role="img" aria-label="liked it" size={14} fill="currentColor" />}
                  </span>
                </span>
              </Link>
              <PersonMenu person={friend} />
            </li>
          </UnlessBlocked>
        ))}
      </ul>
    </section>
  );
}

function wordsFor({ watched, watchlisted, liked }: FriendOnTitle): string {
  if (watched) return 'Has seen it';
  if (watchlisted) return 'Wants to see it';
  return liked ? 'Likes it' : '';
}
