'use client';

import { Bookmark, BookOpen, Compass, Ticket, Users } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { isCurrentPlace, places } from './places.ts';

const icons = {
  '/': Ticket,
  '/search': Compass,
  '/watchlist': Bookmark,
  '/friends': Users,
  '/diary': BookOpen,
};

/** The main ways, under the thumb. */
export function TabBar() {
  const path = usePathname();
  return (
    <nav aria-label="Main" className="tab-bar lg:hidden">
      <ul className="mx-auto flex max-w-xl">
        {places.map((place) => {
          const current = isCurrentPlace(place, path);
          const Icon = icons[place.href];
          return (
            <li key={place.href} className="flex-1">
              <Link
                href={place.href}
                aria-current={current ? 'page' : undefined}
                className={`flex min-h-15 flex-col items-center justify-center gap-1 text-[0.6875rem] outline-offset-[-4px] transition ${
                  current ? 'font-semibold text-ink' : 'text-soft'
                }`}
              >
                <Icon aria-hidden size={22} strokeWidth={current ? 2.25 : 1.75} />
                {place.label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
