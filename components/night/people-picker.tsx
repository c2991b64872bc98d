'use client';

import { Check } from 'lucide-react';
import Link from 'next/link';
import { Avatar } from '@/components/ui/avatar.tsx';
import { joinClasses } from '@/components/ui/join-classes.ts';
import type { NightGroup } from '@/lib/nights/types.ts';
import type { Person } from '@/lib/social/people.ts';

type PeoplePickerProps = {
  readonly friends: readonly Person[];
  readonly groups: readonly NightGroup[];
  readonly chosen: readonly string[];
  readonly onChange: (userIds: readonly string[]) => void;
};

/** Faces to tap; a saved group taps several at once. */
export function PeoplePicker({ friends, groups, chosen, onChange }: PeoplePickerProps) {
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]);
  const isAll = ({ members }: NightGroup) =>
    members.length === chosen.length && members.every(({ id }) => chosen.includes(id));
  if (friends.length === 0)
    return (
      <p className="text-soft">
        You have no friends here yet.{' '}
        <Link href="/friends" className="font-medium text-ink underline underline-offset-4">
          Find them
        </Link>
        , or start without: whoever has the code can come.
      </p>
    );
  return (
    <div className="flex flex-col gap-5">
      {groups.length > 0 && (
        <fieldset className="flex flex-wrap gap-2">
          <legend className="sr-only">Saved groups</legend>
          {groups.map((group) => (
            <button
              key={group.id}
              type="button"
              aria-pressed={isAll(group)}
              className={joinClasses(
                'inline-flex min-h-11 items-center gap-2 rounded-control border px-4 text-sm font-medium transition',
                isAll(group) ? 'border-ink bg-ink text-paper' : 'border-line bg-raised hover:border-edge',
              )}
              onClick={() => onChange(isAll(group) ? [] : group.members.map(({ id }) => id))}
            >
              {group.name}
            </button>
          ))}
        </fieldset>
      )}
      <fieldset className="grid grid-cols-4 gap-x-2 gap-y-4 sm:flex sm:flex-wrap sm:gap-x-5">
        <legend className="sr-only">Friends</legend>
        {friends.map((friend) => (
          <Face
            key={friend.id}
            friend={friend}
            chosen={chosen.includes(friend.id)}
            onToggle={() => toggle(friend.id)}
          />
        ))}
      </fieldset>
    </div>
  );
}

type FaceProps = { readonly friend: Person; readonly chosen: boolean; readonly onToggle: () => void };

function Face({ friend, chosen, onToggle }: FaceProps) {
  return (
    <button
      type="button"
      aria-pressed={chosen}
      onClick={onToggle}
      className="flex min-h-11 w-full flex-col items-center gap-1.5 rounded-poster py-1 text-sm sm:w-20"
    >
      <span
        className={joinClasses(
          'relative rounded-control transition',
          chosen && 'ring-3 ring-ticket ring-offset-3 ring-offset-paper',
        )}
      >
        <Avatar name={friend.name} size={60} decorative />
        {chosen && (
          <span
            aria-hidden
            className="absolute -right-1 -bottom-1 rounded-control bg-ticket p-1 text-on-ticket"
          >
            <Check size={12} strokeWidth={3} />
          </span>
        )}
      </span>
      <span className={joinClasses('w-full truncate text-center', chosen ? 'font-medium' : 'text-soft')}>
        {friend.name.split(' ')[0]}
      </span>
    </button>
  );
}
