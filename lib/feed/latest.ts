/** The chronological feed: what friends did and what was added, strictly by time. Nothing is scored. */
import type { TitleWithState } from '../catalog/summary.ts';
import { summariesOf } from '../catalog/titles.ts';
import { friendsWithSections } from '../social/circle.ts';
import type { Person } from '../social/people.ts';
import {
  cursorOf,
  type FriendVerb,
  type Happening,
  parseCursor,
  readHappened,
  timeOf,
  type Verb,
} from './happened.ts';
import { type Joins, type Run, readRuns } from './runs.ts';
import type { FeedViewer } from './viewer.ts';

export type LatestVerb = Exclude<FriendVerb, 'noted'>;

export type LatestEntry = {
  readonly key: string;
  readonly title: TitleWithState;
  /** ISO time; null for the catalogue that the instance began with, which comes last, newest films first. */
  readonly at: string | null;
  readonly friend: Person | null;
  readonly verbs: readonly LatestVerb[];
  readonly rating: number | null;
};

export type LatestPage = { readonly entries: readonly LatestEntry[]; readonly nextCursor: string | null };

const FRIENDS = ['rated', 'liked', 'watched', 'watchlisted'] as const satisfies readonly LatestVerb[];

export async function readLatest(
  viewer: FeedViewer,
  cursor: string | null,
  limit: number,
): Promise<LatestPage> {
  const after = parseCursor(cursor);
  const friends = await friendsWithSections(viewer.id);
  const asked = { viewer, friends, verbs: [...FRIENDS, 'added' as const] };
  const { runs, next } = await readRuns(
    (place, count) => readHappened(asked, place, count),
    isOfOneTitle,
    after,
    limit,
  );
  const titles = await summariesOf([...new Set(runs.map(([first]) => first.titleId))], viewer.id);
  const people = new Map(friends.map(({ id, handle, name }) => [id, { id, handle, name }]));
  const entries = runs.flatMap((run) => {
    const title = titles.get(run[0].titleId);
    return title ? [entryOf(run, title, people)] : [];
  });
  return { entries, nextCursor: cursorOf(next) };
}

/** "Watched" and "rated" of the same title, one after the other, are one line. */
const isOfOneTitle: Joins<Happening> = ([first], next) =>
  first.userId !== null && next.userId === first.userId && next.titleId === first.titleId;

function entryOf(
  run: Run<Happening>,
  title: TitleWithState,
  people: ReadonlyMap<string, Person>,
): LatestEntry {
  const [first] = run;
  const rating = run.find((row) => row.rating !== null)?.rating ?? null;
  return {
    key: `${first.at ?? 'start'}-${first.tie}`,
    title,
    at: first.at === null ? null : timeOf(first.at),
    friend: (first.userId && people.get(first.userId)) || null,
    verbs: [...new Set(run.map(({ verb }) => verb).filter(isFriends))],
    rating: rating === null ? null : rating / 2,
  };
}

function isFriends(verb: Verb): verb is LatestVerb {
  return (FRIENDS as readonly Verb[]).includes(verb);
}
