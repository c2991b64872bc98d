import type { ReactNode } from 'react';
import { Avatar } from '@/components/ui/avatar.tsx';
import type { Person } from '@/lib/social/people.ts';

type PersonHeaderProps = {
  readonly person: Person;
  /** What the viewer has to do with them. */
  readonly note?: ReactNode;
  readonly children?: ReactNode;
};

/** Who it is, and beside it what can be done. */
export function PersonHeader({ person, note, children }: PersonHeaderProps) {
  return (
    <header className="mb-10 flex flex-wrap items-center justify-between gap-x-8 gap-y-5 pt-8 md:pt-10">
      <div className="flex min-w-0 items-center gap-4">
        <Avatar name={person.name} size={72} decorative />
        <div className="min-w-0">
          <h1 className="text-2xl break-words md:text-3xl">{person.name}</h1>
          <p className="mt-1 text-soft">@{person.handle}</p>
          {note}
        </div>
      </div>
      {children}
    </header>
  );
}
