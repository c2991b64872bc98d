import Link from 'next/link';
import { Avatar } from '@/components/ui/avatar.tsx';
import { SectionHeading } from '@/components/ui/section-heading.tsx';
import type { SharedNote } from '@/lib/social/shared-notes.ts';
import { NoteText } from './note-text.tsx';

/** What friends wrote. Nothing where nobody wrote anything. */
export function FriendsNotes({ notes }: { readonly notes: readonly SharedNote[] }) {
  if (notes.length === 0) return null;
  return (
    <section aria-labelledby="friends-notes">
      <SectionHeading id="friends-notes" title="In your friends’ words" />
      <ul className="flex flex-col gap-5">
        {notes.map(({ by, note }) => (
          <li key={by.id} className="flex gap-3">
            <Avatar name={by.name} size={40} decorative />
            <div className="min-w-0 flex-1">
              <Link
                href={`/people/${by.handle}`}
                prefetch={false}
                className="touch inline-flex min-h-9 items-center font-medium hover:underline"
              >
                {by.name}
              </Link>
              <NoteText name={by.name.split(' ')[0] ?? by.name} note={note} />
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}
