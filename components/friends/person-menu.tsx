'use client';

import { MoreHorizontal } from 'lucide-react';
import { Menu } from '@/components/ui/menu.tsx';
import type { Person } from '@/lib/social/people.ts';
import { useFriendStep } from './use-friends.ts';

/** What can be done about a person wherever they appear. Put them inside `UnlessBlocked`, so that they are gone at once. */
export function PersonMenu({ person: { id, handle, name } }: { readonly person: Person }) {
  const act = useFriendStep();
  return (
    <Menu
      label={`More about ${name}`}
      trigger={<MoreHorizontal aria-hidden size={20} />}
      items={[
        { label: `See ${name}’s page`, href: `/people/${handle}` },
        { label: 'Block', onSelect: () => act('block', { id, handle, name }), danger: true },
      ]}
    />
  );
}
