/** Groups of held-out people as a night would have them: who is in them, what they might like, and what the model thinks they do. */

import { permutation, type Random, seededRandom } from '../../lib/math/random.ts';
import { dot } from '../../lib/math/vector.ts';
import type { Engine } from '../../lib/recommender/engine.ts';
import { type GroupMember, scoreMembers } from '../../lib/recommender/group/score-members.ts';
import { defaultPolicy, type GroupPolicy } from '../../lib/recommender/policy.ts';
import { encodeViewer } from '../../lib/recommender/taste/user-encoder.ts';
import type { Interaction, TitleFacts } from '../../lib/recommender/types.ts';
import { contextOf } from '../pipeline/context.ts';
import { type HeldOutViewer, interactionsOf } from '../pipeline/viewers.ts';

export const KINDS = ['similar', 'random', 'divergent'] as const;
export type GroupKind = (typeof KINDS)[number];
export const SIZES: readonly number[] = [2, 3, 4, 5, 6];

/** Likes that each must still have when what anybody there has seen is out: with fewer there is nothing to measure. */
const LEAST_TARGETS = 3;
/** So many people are looked at for each further member of a group that is alike, or unlike. */
const LOOKED_AT = 30;
const ATTEMPTS = 60;
/** Share of what somebody watched later that stands on their watchlist. */
const LISTED = 0.25;

/** A held-out person with their taste as one vector. */
export type Person = {
  readonly viewer: HeldOutViewer;
  readonly vector: Float32Array;
  readonly seen: ReadonlySet<number>;
  /** Columns that stand on their watchlist: some of what they later watched, liked or not. */
  readonly watchlist: ReadonlySet<number>;
};

export type ScoredGroup = {
  readonly kind: GroupKind;
  /** The pool, by index: what nobody there has seen. */
  readonly titles: readonly TitleFacts[];
  /** [titles]: how well known. */
  readonly priors: Float32Array;
  /** [members][titles] */
  readonly fits: readonly Float32Array[];
  /** The same where the model knows the watchlists too. */
  readonly fitsWithWatchlists: readonly Float32Array[];
  /** For each member the indices they later liked, and those on their watchlist. */
  readonly targets: readonly ReadonlySet<number>[];
  readonly watchlists: readonly ReadonlySet<number>[];
  readonly seed: number;
};

/** One after the other: all at once are more than a busy worker answers in time. */
export async function readPeople(
  viewers: readonly HeldOutViewer[],
  later: ReadonlyMap<number, readonly number[]>,
  engine: Engine,
  seed: number,
): Promise<Person[]> {
  const people: Person[] = [];
  for (const viewer of viewers) {
    const interactions = interactionsOf(viewer, 'all');
    const context = contextOf({ now: viewer.now, interactions }, engine, defaultPolicy);
    const columns = later.get(viewer.person)!;
    const order = permutation(columns.length, seededRandom(seed * 7919 + viewer.person));
    const listed = order.subarray(0, Math.round(LISTED * columns.length));
    people.push({
      viewer,
      vector: (await encodeViewer(context, engine, defaultPolicy)).vector,
      seen: new Set(viewer.earlier.map(({ column }) => column)),
      watchlist: new Set(Array.from(listed, (place) => columns[place]!)),
    });
  }
  return people;
}

export type DrawnGroup = { readonly kind: GroupKind; readonly members: readonly Person[] };

/** `count` groups of each kind and size, the same for the same seed. */
export function drawGroups(people: readonly Person[], count: number, seed: number): DrawnGroup[] {
  const random = seededRandom(seed);
  return KINDS.flatMap((kind) =>
    SIZES.flatMap((size) =>
      Array.from({ length: count }, () => drawGroup(people, kind, size, random)).flatMap((members) =>
        members ? [{ kind, members }] : [],
      ),
    ),
  );
}

/** Undefined where no such group was found in which everybody has something left to find. */
function drawGroup(
  people: readonly Person[],
  kind: GroupKind,
  size: number,
  random: Random,
): readonly Person[] | undefined {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const [first, ...others] = Array.from(permutation(people.length, random), (place) => people[place]!);
    const members = [first!];
    while (members.length < size) {
      const from = others.splice(0, kind === 'random' ? 1 : LOOKED_AT);
      members.push(
        ...from.sort((a, b) => closeness(b, members, kind) - closeness(a, members, kind)).splice(0, 1),
      );
      others.push(...from);
    }
    if (members.every((member) => openTargets(member, members).length >= LEAST_TARGETS)) return members;
  }
  return undefined;
}

function closeness({ vector }: Person, members: readonly Person[], kind: GroupKind): number {
  const cosines = members.map((member) => cosine(vector, member.vector));
  return kind === 'divergent' ? -Math.max(...cosines) : Math.min(...cosines);
}

function cosine(a: Float32Array, b: Float32Array): number {
  return dot(a, b) / (Math.sqrt(dot(a, a) * dot(b, b)) || 1);
}

function openTargets({ viewer }: Person, members: readonly Person[]): number[] {
  return Array.from(viewer.targets).filter((column) => !members.some(({ seen }) => seen.has(column)));
}

/** The very code that composes a night's deck, for people who want to see what nobody of them has seen. */
export async function scoreGroup(
  { kind, members }: DrawnGroup,
  engine: Engine,
  policy: GroupPolicy,
  seed: number,
): Promise<ScoredGroup> {
  const allowed = new Uint8Array(engine.size).fill(1);
  for (const { seen } of members) for (const column of seen) allowed[engine.rowOf(column + 1)!] = 0;
  const scored = (listed: boolean) => {
    const all = members.map((one, key) => memberOf(one, key, engine, listed));
    return scoreMembers(all, allowed, engine, defaultPolicy, { ...policy, pool: engine.size });
  };
  const [{ rows, members: alone }, listed] = [await scored(false), await scored(true)];
  if (alone.length !== members.length) throw new Error('somebody of a group has no taste');
  const titles = rows.map((row) => engine.facts(row));
  const places = new Map(titles.map(({ id }, index) => [id - 1, index]));
  const indices = (columns: Iterable<number>) =>
    new Set(Array.from(columns).flatMap((column) => places.get(column) ?? []));
  return {
    kind,
    titles,
    priors: Float32Array.from(rows, (row) => engine.prior(row)),
    fits: alone.map(({ fits }) => fits),
    fitsWithWatchlists: listed.members.map(({ fits }) => fits),
    targets: members.map(({ viewer }) => indices(viewer.targets)),
    watchlists: members.map(({ watchlist }) => indices(watchlist)),
    seed,
  };
}

function memberOf({ viewer, watchlist }: Person, key: number, engine: Engine, listed: boolean): GroupMember {
  const told = interactionsOf(viewer, 'all');
  const interactions = listed
    ? [...told, ...Array.from(watchlist, (column) => wanted(column, viewer.now))]
    : told;
  return { key: String(key), context: contextOf({ now: viewer.now, interactions }, engine, defaultPolicy) };
}

function wanted(column: number, at: number): Interaction {
  return {
    titleId: column + 1,
    rating: null,
    liked: false,
    watches: 0,
    uncounted: 0,
    watchlisted: true,
    progress: null,
    dismissed: false,
    muted: false,
    at: at - 1,
  };
}
