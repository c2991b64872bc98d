import type { ReactNode } from 'react';
import { PosterLink } from '@/components/poster/poster-link.tsx';
import { Avatar } from '@/components/ui/avatar.tsx';
import { heat } from './showcase.ts';

/** The three things that set it apart, each beside what it looks like. */
export function Promises() {
  return (
    <div className="mt-16 grid gap-12 border-t border-line pt-12 lg:mt-24 lg:grid-cols-3 lg:gap-14 lg:pt-14">
      <Claim title="It says why, and means it" picture={<Reason />}>
        Under each poster stands one sentence: the film, or the friend, that really put it there. Open it and
        see what each counted for.
      </Claim>
      <Claim title="Friends count as much as you say" picture={<Friends />}>
        Ratings from people you know weigh in, more where you agree. Turn any of them up, or down to nothing.
      </Claim>
      <Claim title="Yours to switch off" picture={<Choice />}>
        Prefer things in order? Latest is simply what is new, newest first. Switch suggestions off and nothing
        is worked out about you at all.
      </Claim>
    </div>
  );
}

type ClaimProps = { readonly title: string; readonly picture: ReactNode; readonly children: ReactNode };

function Claim({ title, picture, children }: ClaimProps) {
  return (
    <section>
      <div className="mb-5 flex items-center lg:h-40">{picture}</div>
      <h2 className="text-xl">{title}</h2>
      <p className="mt-2 text-soft">{children}</p>
    </section>
  );
}

function Reason() {
  return (
    <div className="flex items-center gap-5">
      <div className="w-26 flex-none">
        <PosterLink title={heat} />
      </div>
      <p className="max-w-40 text-soft">
        Because you watched <span className="title-name">Collateral</span>
      </p>
    </div>
  );
}

const friends = [
  { name: 'Sam', share: 78, says: 'counts a lot' },
  { name: 'Ana', share: 52, says: 'counts as usual' },
  { name: 'Ben', share: 18, says: 'counts a little' },
];

function Friends() {
  return (
    <ul className="w-full max-w-80 space-y-4">
      {friends.map((friend) => (
        <li key={friend.name} className="flex items-center gap-3 text-sm">
          <Avatar name={friend.name} size={32} decorative />
          <span className="w-10 font-medium">{friend.name}</span>
          <span className="sr-only">{friend.says}</span>
          <span aria-hidden className="h-1.5 flex-1 rounded-control bg-line">
            <span className="block h-full rounded-control bg-good" style={{ width: `${friend.share}%` }} />
          </span>
        </li>
      ))}
    </ul>
  );
}

function Choice() {
  return (
    <p className="inline-flex rounded-control border border-line p-1 text-sm">
      <span className="rounded-control px-5 py-2 text-soft">For you</span>
      <span className="rounded-control bg-ink px-5 py-2 font-semibold text-paper">Latest</span>
    </p>
  );
}
