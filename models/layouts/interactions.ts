/** Datasets of plain interactions: who had what, without stars; every one of them counts as a like. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { type Entry, type Sparse, sparseOf, sparseOfRows } from '../../lib/math/sparse.ts';
import { type Case, type Dataset, LIKED } from '../dataset.ts';

/** One person's items as they stand in a file, repeats and all, and where the person is named first. */
export type Basket = { readonly items: number[]; readonly place: string };

export type GivenSplit = {
  readonly folder: string;
  /** What the hash of the data is made of. */
  readonly texts: readonly string[];
  /** By user id. */
  readonly training: ReadonlyMap<number, Basket>;
  readonly targets: ReadonlyMap<number, Basket>;
  /** Who names whom as a friend, by user id. */
  readonly links?: readonly (readonly [user: number, friend: number])[];
};

/**
 * Rows and columns are the ids in ascending order: gaps between ids close. The cases: known is all of a person's training,
 * and friends' training speaks for friends. What somebody already has cannot be recommended, so it is no target; who
 * has no target is no case.
 */
export function datasetOfSplit({ folder, texts, training, targets, links }: GivenSplit): Dataset {
  const baskets = [...training.values(), ...targets.values()];
  const people = numberIds([training.keys(), targets.keys(), ...(links ?? [])]);
  const items = numberIds(baskets.map((basket) => basket.items));
  const rows = Array.from(people.keys(), (user) => columnsOf(training.get(user), items));
  const friends = links && friendGraph(people, links);
  return {
    ...describe(folder, texts, people, items, rows),
    ...(friends && { friends }),
    cut: 'likes',
    test: testCases({ people, items, rows, targets, friends }),
  };
}

/** Ids → 0, 1, 2 … in ascending order. */
export function numberIds(lists: Iterable<Iterable<number>>): Map<number, number> {
  const different = new Set<number>();
  for (const list of lists) for (const id of list) different.add(id);
  return new Map(Array.from(Int32Array.from(different).sort(), (id, number) => [id, number]));
}

/** What every data set says of itself; `rows` are each person's columns, none twice. */
export function describe(
  folder: string,
  texts: readonly string[],
  people: ReadonlyMap<number, number>,
  items: ReadonlyMap<number, number>,
  rows: readonly Int32Array[],
) {
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text);
  return {
    name: path.basename(path.resolve(folder)),
    sha256: hash.digest('hex'),
    items: Array.from(items.keys(), (id) => ({ movieId: id, title: `item ${id}` })),
    people: Int32Array.from(people.keys()),
    ratings: sparseOfRows(items.size, rows, LIKED),
  };
}

function columnsOf(basket: Basket | undefined, items: ReadonlyMap<number, number>): Int32Array {
  return Int32Array.from(new Set(basket?.items.map((item) => items.get(item)!)));
}

/** people × people; whoever links themselves is not their own friend, and a link said twice is one. */
function friendGraph(
  people: ReadonlyMap<number, number>,
  links: readonly (readonly [number, number])[],
): Sparse {
  const linked = new Map<number, Set<number>>();
  for (const [user, friend] of links) {
    if (user !== friend) linked.set(user, (linked.get(user) ?? new Set()).add(friend));
  }
  const entries: Entry[] = [];
  for (const [user, friends] of linked)
    for (const friend of friends) entries.push([people.get(user)!, people.get(friend)!, 1]);
  return sparseOf(people.size, people.size, entries);
}

type Numbered = {
  readonly people: ReadonlyMap<number, number>;
  readonly items: ReadonlyMap<number, number>;
  readonly rows: readonly Int32Array[];
  readonly targets: ReadonlyMap<number, Basket>;
  readonly friends: Sparse | undefined;
};

function testCases({ people, items, rows, targets, friends }: Numbered): Case[] {
  const cases: Case[] = [];
  for (const [user, basket] of targets) {
    const person = people.get(user)!;
    const known = rows[person]!;
    if (basket.items.length > 0 && known.length === 0) {
      throw new Error(
        `${basket.place}: user ${user} has no training items; take the user out of the test file`,
      );
    }
    const had = new Set(known);
    const wanted = columnsOf(basket, items).filter((column) => !had.has(column));
    if (wanted.length === 0) continue;
    cases.push({
      person,
      known,
      targets: wanted,
      ...(friends && { friends: friendsOf(friends, person, rows) }),
    });
  }
  if (cases.length === 0)
    throw new Error('the test file has no targets that are not in the training file already');
  return cases;
}

/** The training items of everyone a person is linked to. */
function friendsOf(friends: Sparse, person: number, rows: readonly Int32Array[]): Int32Array[] {
  const linked = friends.indices.subarray(friends.offsets[person]!, friends.offsets[person + 1]!);
  return Array.from(linked, (friend) => rows[friend]!).filter(({ length }) => length > 0);
}
