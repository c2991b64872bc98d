/** What a group has of its nights, measured against what each member later liked. */
import { type PastNight, weighMembers } from '../../lib/nights/weights.ts';
import type { GroupPolicy } from '../../lib/recommender/policy.ts';
import { ndcg } from '../evaluation/metrics.ts';
import { placesOf } from '../pipeline/slate-metrics.ts';
import type { ScoredGroup } from './scored-groups.ts';
import { DECK, type Way } from './ways.ts';

export const NIGHTS = 10;

export const GROUP_METRICS = [
  'ndcg mean',
  'ndcg least',
  'ndcg least/most',
  'all find something',
  'first mean',
  'vote mean',
  'nights mean',
  'nights least',
  'nights least/most',
] as const;
export type GroupMetric = (typeof GROUP_METRICS)[number];

export const MEANING: Readonly<Record<GroupMetric, string>> = {
  'ndcg mean': `NDCG@${DECK} of the deck for a member, mean over the group`,
  'ndcg least': 'the same for whoever is served least',
  'ndcg least/most': 'the least divided by the most; 0 where nobody is served',
  'all find something': 'decks in which every member finds at least one title they later like',
  'first mean': 'share of the members who later like the first title of the deck',
  'vote mean':
    'share of the members who later like the title that is voted: everybody says yes to what they later like, most yeses win, the earlier in the deck where they are equal',
  'nights mean': `of ${NIGHTS} nights whose voted title is watched and gone, the share a member later likes, mean over the group`,
  'nights least': 'the same for whoever is served least',
  'nights least/most': 'the least divided by the most; 0 where nobody is served',
};

export function measureGroup(
  group: ScoredGroup,
  way: Way,
  policy: Pick<GroupPolicy, 'past'>,
  nights = NIGHTS,
): Record<GroupMetric, number> {
  const { targets, fits } = group;
  const gone = new Uint8Array(group.titles.length);
  const keys = targets.map((_, member) => String(member));
  const past: PastNight[] = [];
  const liked = new Float64Array(targets.length);
  let first: readonly number[] = [];
  for (let number = 0; number < nights; number++) {
    const weights = way.weighsPast ? Object.values(weighMembers(keys, past, policy.past)) : [];
    const deck = way.deal(group, { gone, weights, number });
    if (number === 0) first = deck;
    const chosen = voted(deck, targets);
    if (chosen === undefined) break;
    gone[chosen] = 1;
    past.unshift(
      Object.fromEntries(fits.map((own, member) => [keys[member], satisfaction(own, chosen, deck)])),
    );
    for (const [member, own] of targets.entries()) if (own.has(chosen)) liked[member]! += 1 / nights;
  }
  const served = targets.map((own) => ndcg(placesOf(first, Int32Array.from(own)), DECK));
  return {
    'ndcg mean': meanOf(served),
    'ndcg least': Math.min(...served),
    'ndcg least/most': leastToMost(served),
    'all find something': Number(served.every((value) => value > 0)),
    'first mean': shareWhoLike(first[0], targets),
    'vote mean': shareWhoLike(voted(first, targets), targets),
    'nights mean': meanOf([...liked]),
    'nights least': Math.min(...liked),
    'nights least/most': leastToMost([...liked]),
  };
}

/** As a night keeps it: by the member's own scores, as a share of the best that the deck held for them. Nobody's later likes. */
function satisfaction(fits: Float32Array, chosen: number, deck: readonly number[]): number {
  const best = Math.max(...deck.map((index) => fits[index]!));
  return best > 0 ? fits[chosen]! / best : 1;
}

/** Everybody says yes to what they later like; most yeses win, the earlier in the deck where they are equal. */
function voted(deck: readonly number[], targets: ScoredGroup['targets']): number | undefined {
  const yeses = deck.map((index) => targets.filter((own) => own.has(index)).length);
  return deck[yeses.indexOf(Math.max(...yeses))];
}

function shareWhoLike(index: number | undefined, targets: ScoredGroup['targets']): number {
  if (index === undefined) return 0;
  return targets.filter((own) => own.has(index)).length / targets.length;
}

function leastToMost(values: readonly number[]): number {
  const most = Math.max(...values);
  return most > 0 ? Math.min(...values) / most : 0;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
