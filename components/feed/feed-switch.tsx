'use client';

import Link from 'next/link';
import { startTransition } from 'react';
import { joinClasses } from '@/components/ui/join-classes.ts';
import { changePreferences } from '@/lib/actions/preferences.ts';

type FeedChoice = 'for-you' | 'latest';
const feeds = [
  { choice: 'for-you', href: '/?feed=for-you', label: 'For you' },
  { choice: 'latest', href: '/latest', label: 'Latest' },
] as const;

/** Which feed, remembered: the one chosen last is the one that opens next time. */
export function FeedSwitch({ current }: { readonly current: FeedChoice }) {
  const remember = (feedChoice: FeedChoice) => startTransition(() => void changePreferences({ feedChoice }));
  return (
    <nav aria-label="Feed" className="inline-flex rounded-control border border-line p-1">
      {feeds.map(({ choice, href, label }) => (
        <Link
          key={choice}
          href={href}
          prefetch={false}
          aria-current={choice === current ? 'page' : undefined}
          onClick={() => remember(choice)}
          className={joinClasses(
            'touch inline-flex min-h-9 items-center rounded-control px-4 text-sm transition',
            choice === current ? 'bg-ink font-semibold text-paper' : 'text-soft hover:text-ink',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
