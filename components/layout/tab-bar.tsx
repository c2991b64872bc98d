'use client';

import { Bookmark, Compass, Popcorn, Ticket, Users } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { isCurrentPlace, shelves } from './places.ts';

const tabs = [
  { href: '/', label: 'For you', icon: Ticket },
  { href: '/search', label: 'Browse', icon: Compass },
  { href: '/nights', label: 'Tonight', icon: Popcorn },
  { href: '/watchlist', label: 'Lists', icon: Bookmark },
  { href: '/friends', label: 'Friends', icon: Users },
] as const;

/** The main ways, under the thumb. */
export function TabBar() {
  const path = usePathname();
  return (
    <nav aria-label="Main" className="tab-bar lg:hidden">
      <ul className="mx-auto flex max-w-xl">
        {tabs.map(({ href, label, icon: Icon }) => {
          const held = href === '/watchlist' ? shelves : [{ href }];
          const current = held.some((place) => isCurrentPlace(place, path));
          return (
            <li key={href} className="flex-1">
              <Link
                href={href}
                aria-current={current ? 'page' : undefined}
                className={`flex min-h-15 flex-col items-center justify-center gap-1 text-[0.6875rem] outline-offset-[-4px] transition ${
                  current ? 'font-semibold text-ink' : 'text-soft'
                }`}
              >
                <Icon aria-hidden size={22} strokeWidth={current ? 2.25 : 1.75} />
                {label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
