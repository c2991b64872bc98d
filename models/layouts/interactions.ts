/** Datasets of plain interactions: who had what, without stars; every one of them counts as a like. */
import { createHash } from 'node:crypto';
import path from 'node:path';
import { type Sparse, sparseOfRows } from '../../lib/math/sparse.ts';
import { type Case, type Dataset, LIKED } from '../dataset.ts';

export type Interactions = {
  readonly folder: string;
  /** What the hash of the data is made of. */
  readonly texts: readonly string[];
  readonly items: number;
  /** One per person: their columns, without repeats. */
  readonly training: readonly Int32Array[];
  readonly friends?: Sparse;
  readonly sequences?: readonly Int32Array[];
};

export function interactionDataset(given: Interactions, test: readonly Case[]): Dataset {
  const { folder, texts, items, training, friends, sequences } = given;
  const hash = createHash('sha256');
  for (const text of texts) hash.update(text);
  return {
    name: path.basename(path.resolve(folder)),
    sha256: hash.digest('hex'),
    items: Array.from({ length: items }, (_, id) => ({ movieId: id, title: `item ${id}` })),
    people: Int32Array.from(training.keys()),
    ratings: sparseOfRows(
      items,
      training.map((columns) => columns.slice().sort()),
      LIKED,
    ),
    ...(friends && { friends }),
    ...(sequences && { sequences }),
    test,
  };
}

/**
 * The cases of a given split: known is all of a person's training, and friends' training speaks for friends. What
 * somebody already has cannot be recommended, so it is no target; who has no target is no case.
 */
export function testCases(
  training: readonly Int32Array[],
  targets: ReadonlyMap<number, { readonly columns: Int32Array; readonly place: string }>,
  friends?: Sparse,
): Case[] {
  const cases: Case[] = [];
  for (const [person, { columns, place }] of targets) {
    const known = training[person] ?? new Int32Array();
    if (columns.length > 0 && known.length === 0) {
      throw new Error(`${place}: user ${person} has no training items; take the user out of the test file`);
    }
    const had = new Set(known);
    const wanted = columns.filter((column) => !had.has(column));
    if (wanted.length === 0) continue;
    cases.push({
      person,
      known,
      targets: wanted,
      ...(friends && { friends: friendsOf(friends, person, training) }),
    });
  }
  if (cases.length === 0)
    throw new Error('the test file has no targets that are not in the training file already');
  return cases;
}

/** The training items of everyone a person is linked to. */
export function friendsOf(friends: Sparse, person: number, training: readonly Int32Array[]): Int32Array[] {
  const linked = friends.indices.subarray(friends.offsets[person]!, friends.offsets[person + 1]!);
  return Array.from(linked, (friend) => training[friend]!).filter(({ length }) => length > 0);
}
