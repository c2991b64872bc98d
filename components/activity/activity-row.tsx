'use client';

import { Heart, Ticket } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useId, useState } from 'react';
import { PersonMenu } from '@/components/friends/person-menu.tsx';
import { UnlessBlocked } from '@/components/friends/unless-blocked.tsx';
import { Poster } from '@/components/poster/poster.tsx';
import { Stars } from '@/components/rating/stars-text.tsx';
import { NoteText } from '@/components/title/note-text.tsx';
import { RowName, RowPoster } from '@/components/title/row-title.tsx';
import { Avatar } from '@/components/ui/avatar.tsx';
import type { ActivityEntry, ActivityThing } from '@/lib/feed/activity.ts';
import { listText, relativeTime } from '@/lib/format.ts';
import type { Person } from '@/lib/social/people.ts';
import { countOf, deedOf } from './activity-words.ts';

/** One thing that happened, or a run of them: who, what, when, and the titles. */
export function ActivityRow({ entry }: { readonly entry: ActivityEntry }) {
  if (entry.kind === 'night') return <NightRow entry={entry} />;
  const { person, things, at } = entry;
  return (
    <UnlessBlocked personId={person.id}>
      <Row
        picture={<Avatar name={person.name} size={44} decorative />}
        at={at}
        menu={<PersonMenu person={person} />}
      >
        <p>
          <PersonLink person={person} />{' '}
          {entry.kind === 'listed' ? (
            <>
              put {things.length === 1 ? 'a title' : countOf(things)} on{' '}
              <Link href={`/lists/${entry.list.id}`} className="font-medium underline underline-offset-4">
                {entry.list.name}
              </Link>
            </>
          ) : (
            deedOf(things)
          )}
        </p>
        {things.length === 1 ? (
          <ThingRow person={person} thing={things[0]!} isAlone />
        ) : (
          <Things person={person} things={things} />
        )}
      </Row>
    </UnlessBlocked>
  );
}

type RowProps = {
  readonly picture: ReactNode;
  readonly at: string;
  /** What can be done about whoever it was. */
  readonly menu?: ReactNode;
  readonly children: ReactNode;
};

function Row({ picture, at, menu, children }: RowProps) {
  return (
    <li className="flex gap-4 py-6">
      {picture}
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <div className="-mb-2 text-sm text-soft">
          <time dateTime={at} suppressHydrationWarning>
            {relativeTime(new Date(at))}
          </time>
        </div>
        {children}
      </div>
      {menu}
    </li>
  );
}

function NightRow({ entry }: { readonly entry: Extract<ActivityEntry, { readonly kind: 'night' }> }) {
  const { night, title, at } = entry;
  const picture = (
    <span className="grid size-11 flex-none place-items-center rounded-control border border-line text-ticket">
      <Ticket aria-hidden size={20} />
    </span>
  );
  return (
    <Row picture={picture} at={at}>
      <p>
        You{night.others.length > 0 && ` and ${listText(night.others)}`} chose at{' '}
        <Link href={`/nights/${night.id}`} className="font-medium underline underline-offset-4">
          {night.name}
        </Link>
      </p>
      <div className="flex items-center gap-4">
        <RowPoster title={title} className="w-14" />
        <RowName title={title} />
      </div>
    </Row>
  );
}

type ThingsProps = { readonly person: Person; readonly things: readonly ActivityThing[] };

/** Posters with their stars; opened, a row for each with all that was said. */
function Things({ person, things }: ThingsProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div>
      {open ? (
        <ul id={id} className="flex flex-col gap-4">
          {things.map((thing) => (
            <li key={thing.title.id}>
              <ThingRow person={person} thing={thing} />
            </li>
          ))}
        </ul>
      ) : (
        <ul id={id} className="grid grid-cols-[repeat(auto-fill,4.5rem)] gap-x-3 gap-y-4">
          {things.map((thing) => (
            <li key={thing.title.id}>
              <Thumb thing={thing} />
            </li>
          ))}
        </ul>
      )}
      <button
        type="button"
        aria-expanded={open}
        aria-controls={id}
        aria-label={`${open ? 'Fold' : 'Open'} ${countOf(things)} of ${person.name}`}
        className="mt-1 min-h-11 text-sm text-soft underline underline-offset-4 hover:text-ink"
        onClick={() => setOpen(!open)}
      >
        {open ? 'Fold' : hintOf(things)}
      </button>
    </div>
  );
}

/** What the posters alone do not tell. */
function hintOf(things: readonly ActivityThing[]): string {
  const notes = things.filter(({ note }) => note !== null).length;
  if (notes === 0) return 'One by one';
  return notes === 1 ? 'One by one, with a note' : `One by one, with ${notes} notes`;
}

function Thumb({ thing: { title, rating, verbs } }: { readonly thing: ActivityThing }) {
  return (
    <Link
      href={`/titles/${title.slug}`}
      prefetch={false}
      aria-label={`${title.name}, ${title.year}`}
      className="block"
    >
      <span className="block overflow-hidden">
        <Poster title={title} size="thumb" />
      </span>
      <span className="mt-1.5 flex min-h-5 items-center gap-1 text-xs text-soft">
        {rating !== null && <Stars value={rating} />}
        {rating === null && verbs.includes('liked') && (
          <Heart role="img" aria-label="loved" size={12} fill="currentColor" />
        )}
      </span>
    </Link>
  );
}

type ThingRowProps = {
  readonly person: Person;
  readonly thing: ActivityThing;
  /** The sentence above says what was done with it. */
  readonly isAlone?: boolean;
};

function ThingRow({ person, thing, isAlone = false }: ThingRowProps) {
  const { title, rating, verbs, note, companions } = thing;
  return (
    <div className="flex items-start gap-4">
      <RowPoster title={title} className="w-14" />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <RowName title={title} />
        <p className="flex flex-wrap items-center gap-x-3 text-sm text-soft empty:hidden">
          {rating !== null && <Stars value={rating} />}
          {verbs.includes('liked') && (
            <Heart role="img" aria-label="loved it" size={14} fill="currentColor" />
          )}
          {!isAlone && verbs.includes('watched') && <span>watched</span>}
          {companions.length > 0 && <With people={companions} />}
        </p>
        {note && <NoteText name={firstName(person)} note={note} />}
      </div>
    </div>
  );
}

function With({ people }: { readonly people: readonly Person[] }) {
  return <span>with {listText(people.map(({ name }) => name))}</span>;
}

function PersonLink({ person }: { readonly person: Person }) {
  return (
    <Link href={`/people/${person.handle}`} className="font-medium hover:underline">
      {person.name}
    </Link>
  );
}

function firstName({ name }: Person): string {
  return name.split(' ')[0] ?? name;
}
