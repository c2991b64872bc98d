import Link from 'next/link';
import { relativeTime } from '@/lib/format.ts';
import type { Person } from '@/lib/social/people.ts';

export function PersonName({ person }: { readonly person: Person }) {
  return (
    <Link
      href={`/people/${person.handle}`}
      prefetch={false}
      className="touch font-medium text-ink underline-offset-4 hover:underline"
    >
      {person.name}
    </Link>
  );
}

export function Ago({ at }: { readonly at: string }) {
  return (
    <time dateTime={at} suppressHydrationWarning>
      {relativeTime(new Date(at))}
    </time>
  );
}

/** What the friend wrote with it, in their words. */
export function Note({ text }: { readonly text: string }) {
  if (text === '') return null;
  return <p className="mt-1 max-w-prose whitespace-pre-line text-ink">“{text}”</p>;
}
