'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { isCurrentPlace, places } from './places.ts';

export function NavLinks() {
  const path = usePathname();
  return (
    <nav aria-label="Main" className="hidden lg:block">
      <ul className="flex">
        {places.map((place) => {
          const current = isCurrentPlace(place, path);
          return (
            <li key={place.href}>
              <Link
                href={place.href}
                aria-current={current ? 'page' : undefined}
                className={`inline-flex min-h-11 items-center px-2 text-[0.9375rem] xl:px-2.5 transition hover:text-ink ${
                  current ? 'font-semibold text-ink' : 'text-soft'
                }`}
              >
                {place.label}
              </Link>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
