import Link from 'next/link';
import { Poster } from '@/components/poster/poster.tsx';
import { countText } from '@/lib/format.ts';
import type { ListCard } from '@/lib/lists/read-lists.ts';
import { Faces, nameOf } from './face-name.tsx';

const PLACES = ['first', 'second', 'third', 'fourth', 'fifth'];

/** A list at a glance: its first posters, how long it is, and with whom it is kept. */
export function ListCardLink({ list }: { readonly list: ListCard }) {
  const { name, description, strip, titles, members, role } = list;
  return (
    <Link
      href={`/lists/${list.id}`}
      prefetch={false}
      className="group flex h-full flex-col gap-4 rounded-panel border border-line bg-raised p-4 transition hover:border-edge"
    >
      <span aria-hidden className="grid grid-cols-5 gap-1.5">
        {PLACES.map((place, index) => {
          const title = strip[index];
          return (
            <span key={place} className="block aspect-2/3 overflow-hidden rounded-[6px] bg-line/50">
              {title && <Poster title={title} size="thumb" />}
            </span>
          );
        })}
      </span>
      <span className="flex flex-1 flex-col gap-1">
        <span className="font-display text-lg leading-tight group-hover:underline">{name}</span>
        {description !== '' && <span className="line-clamp-2 text-sm text-soft">{description}</span>}
        <span className="text-sm text-soft">
          {countText(titles, 'title')}
          {role === 'viewer' && ', to see and vote on'}
        </span>
        <span className="mt-auto flex items-center gap-2 pt-2 text-sm text-soft">
          <Faces faces={members} />
          {members.length === 1 ? 'Only you' : countText(members.length, 'person', 'people')}
          <span className="sr-only">: {members.map(nameOf).join(', ')}</span>
        </span>
      </span>
    </Link>
  );
}
