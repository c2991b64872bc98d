import Link from 'next/link';
import type { ReactNode } from 'react';
import { Avatar } from '@/components/ui/avatar.tsx';
import type { Person } from '@/lib/social/people.ts';

type PersonRowProps = {
  readonly person: Person;
  readonly linked?: boolean;
  /** What is known of them, under the name. */
  readonly note?: ReactNode;
  /** Beside the name on a phone too. */
  readonly menu?: ReactNode;
  readonly children?: ReactNode;
};

export function PersonRow({ person, linked = true, note, menu, children }: PersonRowProps) {
  const face = (
    <>
      <Avatar name={person.name} size={44} decorative />
      <span className="min-w-0">
        <span className="block truncate font-medium">{person.name}</span>
        <span className="block truncate text-sm text-soft">@{person.handle}</span>
        {note && <span className="block text-sm text-soft">{note}</span>}
      </span>
    </>
  );
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line py-3 last:border-b-0">
      {linked ? (
        <Link
          href={`/people/${person.handle}`}
          className="group flex min-h-11 min-w-0 flex-1 basis-48 items-center gap-3 rounded-poster"
        >
          {face}
        </Link>
      ) : (
        <div className="flex min-h-11 min-w-0 flex-1 basis-48 items-center gap-3">{face}</div>
      )}
      {menu && <div className="sm:order-last">{menu}</div>}
      {children && (
        <div className="flex flex-wrap items-center gap-2 max-sm:w-full max-sm:pl-14">{children}</div>
      )}
    </li>
  );
}
