/** What friends did, strictly by time, what one of them did in a row told as one. Nothing is scored for anybody. */
import type { TitleSummary, TitleWithState } from '../catalog/summary.ts';
import { summariesOf } from '../catalog/titles.ts';
import { type Companions, shownCompanions } from '../library/companions.ts';
import { readDismissals } from '../library/dismissals.ts';
import { type NightOf, readNightsOf } from '../library/nights-of.ts';
import { type NoteToRead, readNotes } from '../library/note.ts';
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
import { readListPeople, readSharedLists, type SharedList } from './list-people.ts';
import { type Joins, type Run, readRuns } from './runs.ts';
import type { FeedViewer } from './viewer.ts';

export const ACTIVITY_KINDS = ['ratings', 'watches', 'wishes', 'notes', 'lists', 'nights'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

export type ActivityThing = {
  readonly title: TitleSummary;
  readonly verbs: readonly FriendVerb[];
  /** Stars, 0.5 to 5. */
  readonly rating: number | null;
  readonly note: NoteToRead | null;
  readonly companions: readonly Person[];
};

type Told = { readonly key: string /** ISO time of the latest of it. */; readonly at: string };

export type ActivityEntry = Told &
  (
    | { readonly kind: 'titles'; readonly person: Person; readonly things: readonly ActivityThing[] }
    | {
        readonly kind: 'listed';
        readonly person: Person;
        readonly list: SharedList;
        readonly things: readonly ActivityThing[];
      }
    | { readonly kind: 'night'; readonly night: NightOf; readonly title: TitleSummary }
  );

export type ActivityPage = { readonly entries: readonly ActivityEntry[]; readonly nextCursor: string | null };

export async function readActivity(
  viewer: FeedViewer,
  kind: ActivityKind | null,
  cursor: string | null,
  limit: number,
): Promise<ActivityPage> {
  const after = parseCursor(cursor);
  const { friends: unwanted } = await readDismissals(viewer.id);
  const [circle, onLists] = await Promise.all([
    friendsWithSections(viewer.id),
    readListPeople(viewer.id, unwanted),
  ]);
  const friends = circle.filter(({ id }) => !unwanted.has(id));
  const verbs = kind === null ? Object.values(verbsOf).flat() : verbsOf[kind];
  const asked = { viewer, friends, verbs, listPeople: [...onLists.keys()] };
  const { runs, next } = await readRuns(
    (place, count) => readHappened(asked, place, count),
    isOfOneRun,
    after,
    limit,
  );
  const people = new Map([
    ...onLists,
    ...friends.map(({ id, handle, name }) => [id, { id, handle, name }] as const),
  ]);
  const entries = await tell(viewer.id, runs, people);
  return { entries, nextCursor: cursorOf(next) };
}

const verbsOf: Readonly<Record<ActivityKind, readonly Verb[]>> = {
  ratings: ['rated', 'liked'],
  watches: ['watched'],
  wishes: ['watchlisted'],
  notes: ['noted'],
  lists: ['listed'],
  nights: ['decided'],
};

const RUN_MICROSECONDS = 8 * 3_600_000_000;
const MOST_IN_RUN = 60;

/** What one person did with titles they saw, what they wish for, and what they put on one list: within some hours. */
export const isOfOneRun: Joins<Happening> = (run, next) => {
  const [first] = run;
  if (first.userId === null || first.userId !== next.userId || run.length >= MOST_IN_RUN) return false;
  if (sortOf(first) !== sortOf(next)) return false;
  return Number(first.at) - Number(next.at) <= RUN_MICROSECONDS;
};

function sortOf({ verb, refId }: Happening): string {
  if (verb === 'listed') return `listed ${refId}`;
  return verb === 'watchlisted' ? 'wished' : 'seen';
}

/** Everything the entries name, read once for the whole page. */
async function tell(
  viewerId: string,
  runs: readonly Run<Happening>[],
  people: ReadonlyMap<string, Person>,
): Promise<ActivityEntry[]> {
  const rows = runs.flat();
  const of = (verb: Verb) => rows.filter((row) => row.verb === verb);
  const refs = (verb: Verb) => of(verb).flatMap(({ refId }) => (refId === null ? [] : [refId]));
  const noted = of('noted');
  const [titles, notes, companions, lists, nights] = await Promise.all([
    summariesOf([...new Set(rows.map(({ titleId }) => titleId))], viewerId),
    readNotes(
      viewerId,
      [...new Set(noted.flatMap(({ userId }) => userId ?? []))],
      [...new Set(noted.map(({ titleId }) => titleId))],
    ),
    shownCompanions(viewerId, refs('watched')),
    readSharedLists(viewerId, refs('listed')),
    readNightsOf(viewerId, refs('decided')),
  ]);
  const named: Named = { titles, notes: notesByEntry(notes), companions };
  return runs.flatMap((run): ActivityEntry[] => {
    const [first] = run;
    const told = { key: `${first.at}-${first.tie}`, at: timeOf(first.at ?? '0') };
    if (first.verb === 'decided') {
      const [night, title] = [nights.get(first.refId ?? ''), titles.get(first.titleId)];
      return night && title ? [{ ...told, kind: 'night', night, title: summaryOf(title) }] : [];
    }
    const person = people.get(first.userId ?? '');
    const things = thingsOf(run, named);
    if (!person || things.length === 0) return [];
    if (first.verb !== 'listed') return [{ ...told, kind: 'titles', person, things }];
    const list = lists.get(first.refId ?? '');
    return list ? [{ ...told, kind: 'listed', person, list, things }] : [];
  });
}

type Named = {
  readonly titles: ReadonlyMap<number, TitleWithState>;
  readonly notes: ReadonlyMap<string, NoteToRead>;
  readonly companions: Companions;
};

/** All that was done with one title in a run is one thing, where the latest of it stands. */
function thingsOf(run: Run<Happening>, { titles, notes, companions }: Named): ActivityThing[] {
  const titleIds = [...new Set(run.map(({ titleId }) => titleId))];
  return titleIds.flatMap((titleId) => {
    const rows = run.filter((row) => row.titleId === titleId);
    const title = titles.get(titleId);
    if (!title) return [];
    const verbs = [...new Set(rows.map(({ verb }) => verb))] as FriendVerb[];
    const rating = rows.find((row) => row.rating !== null)?.rating ?? null;
    const there = rows.flatMap(({ verb, refId }) =>
      verb === 'watched' ? (companions.get(refId ?? '') ?? []) : [],
    );
    return [
      {
        title: summaryOf(title),
        verbs,
        rating: rating === null ? null : rating / 2,
        note: verbs.includes('noted') ? (notes.get(`${rows[0]!.userId} ${titleId}`) ?? null) : null,
        companions: [...new Map(there.map(({ asked: _, ...person }) => [person.id, person])).values()],
      },
    ];
  });
}

function notesByEntry(notes: Awaited<ReturnType<typeof readNotes>>): Map<string, NoteToRead> {
  return new Map(notes.map(({ userId, titleId, ...note }) => [`${userId} ${titleId}`, note]));
}

function summaryOf({ own: _, ...summary }: TitleWithState): TitleSummary {
  return summary;
}
