import Link from 'next/link';
import { Fragment } from 'react';
import { countText } from '@/lib/format.ts';
import type { Mutual } from '@/lib/social/mutual.ts';

/** "3 friends in common: Ana, Ben and Cem", each a way to their page. */
export function MutualFriends({ mutual: { count, people } }: { readonly mutual: Mutual }) {
  const rest = count - people.length;
  return (
    <p className="mt-1 text-sm text-soft">
      {countText(count, 'friend')} in common:{' '}
      {people.map(({ id, handle, name }, index) => (
        <Fragment key={id}>
          {index > 0 && (index === people.length - 1 && rest === 0 ? ' and ' : ', ')}
          <Link
            href={`/people/${handle}`}
            prefetch={false}
            className="touch text-ink underline underline-offset-4"
          >
            {name}
          </Link>
        </Fragment>
      ))}
      {rest > 0 && ` and ${rest} more`}
    </p>
  );
}
