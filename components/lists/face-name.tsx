import Link from 'next/link';
import { Avatar } from '@/components/ui/avatar.tsx';
import type { Face } from '@/lib/lists/faces.ts';

/** Somebody of a list in words: people who blocked each other meet as "Somebody". */
export function nameOf(face: Face | null): string {
  return face?.person?.name ?? 'Somebody';
}

export function FaceName({ face }: { readonly face: Face | null }) {
  if (!face?.person) return <span>Somebody</span>;
  return (
    <Link
      href={`/people/${face.person.handle}`}
      prefetch={false}
      className="touch font-medium text-ink hover:underline"
    >
      {face.person.name}
    </Link>
  );
}

const MOST_SHOWN = 5;

/** A few faces in a row; whoever reads by ear hears the names. */
export function Faces({ faces, size = 24 }: { readonly faces: readonly Face[]; readonly size?: number }) {
  return (
    <span className="inline-flex -space-x-1.5">
      {faces.slice(0, MOST_SHOWN).map((face) => (
        <Avatar
          key={face.key}
          name={nameOf(face)}
          size={size}
          decorative
          className="ring-2 ring-[var(--paper)]"
        />
      ))}
    </span>
  );
}
