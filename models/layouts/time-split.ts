/** A split by time: what was rated before one moment is for training, what was liked after it has to be found. */
import { type Case, LIKED } from '../dataset.ts';

/** Share of all ratings that lie before the moment. */
const BEFORE = 0.8;

/** Of someone who came after the moment this share of likes is known, the earliest. */
const KNOWN_OF_NEWCOMERS = 0.8;

/** One person's newest rating of one title. */
export type Rating = {
  readonly row: number;
  readonly column: number;
  readonly stars: number;
  readonly moment: number;
};

/**
 * Ratings in order of time → the earliest of everyone together, and a case for whoever likes something later: known is
 * what they liked before the moment. Whoever had not come by then is folded in with the first of their likes, so that
 * models learn nothing from after the moment but may listen to a newcomer. Throws when nobody likes anything later.
 */
export function splitByTime(
  ratings: readonly Rating[],
  file: string,
): { before: readonly Rating[]; test: Case[] } {
  const moment = ratings[Math.floor(ratings.length * BEFORE)]!.moment;
  const before = ratings.filter((rating) => rating.moment < moment);
  const [earlier, later] = [byPerson(before), byPerson(ratings.filter((one) => one.moment >= moment))];
  const test: Case[] = [];
  for (const [person, own] of later) {
    const one = caseOf(person, earlier.get(person) ?? [], own);
    if (one.known.length > 0 && one.targets.length > 0) test.push(one);
  }
  if (before.length === 0 || test.length === 0)
    throw new Error(
      `${file}: its times leave nothing to learn from or nothing to find; a split by time needs both`,
    );
  return { before, test };
}

function byPerson(ratings: readonly Rating[]): Map<number, Rating[]> {
  const rows = new Map<number, Rating[]>();
  for (const rating of ratings) {
    const own = rows.get(rating.row);
    if (own) own.push(rating);
    else rows.set(rating.row, [rating]);
  }
  return rows;
}

function caseOf(person: number, earlier: readonly Rating[], later: readonly Rating[]): Case {
  const liked = (ratings: readonly Rating[]) => ratings.filter(({ stars }) => stars >= LIKED);
  const wanted = liked(later);
  const told = earlier.length > 0 ? 0 : Math.floor(wanted.length * KNOWN_OF_NEWCOMERS);
  const columns = (ratings: readonly Rating[]) => Int32Array.from(ratings, ({ column }) => column);
  return {
    person,
    known: columns([...liked(earlier), ...wanted.slice(0, told)]),
    targets: columns(wanted.slice(told)),
    seen: columns(earlier),
  };
}
