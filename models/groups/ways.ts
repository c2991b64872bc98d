/** Ways to deal a deck to a group: every rule as it serves, and what a rule has to beat. */
import { seededRandom } from '../../lib/math/random.ts';
import { topK } from '../../lib/math/top-k.ts';
import { dealDeck } from '../../lib/recommender/group/deal-deck.ts';
import { GROUP_RULES, type GroupRule } from '../../lib/recommender/group/rules.ts';
import { defaultGroupPolicy, type GroupPolicy } from '../../lib/recommender/policy.ts';
import type { ScoredGroup } from './scored-groups.ts';

export const DECK = 20;

/** What a night is dealt from: titles that are gone [titles], and the members' weights. */
export type Night = {
  readonly gone: Uint8Array;
  readonly weights: readonly number[];
  readonly number: number;
};

/** Indices of the deck, first first. */
export type Way = {
  readonly deal: (group: ScoredGroup, night: Night) => readonly number[];
  /** Whether whoever gave in last time counts more now. */
  readonly weighsPast: boolean;
};

export function waysOf(policy: GroupPolicy = defaultGroupPolicy): ReadonlyMap<string, Way> {
  const rules = GROUP_RULES.map((rule): [string, Way] => [rule, byRule(rule, policy)]);
  return new Map<string, Way>([
    ...rules,
    ['average, who gave in counts more', { ...byRule('average', policy), weighsPast: true }],
    ['average, watchlists known', byRule('average', policy, ({ fitsWithWatchlists }) => fitsWithWatchlists)],
    ['random', plain(randomly)],
    ['popularity', plain(({ priors }) => priors)],
    ['watchlist overlap', plain(byWatchlists)],
    ['average of single lists', plain(bySingleLists)],
  ]);
}

export function byRule(
  rule: GroupRule,
  policy: GroupPolicy,
  fitsOf: (group: ScoredGroup) => ScoredGroup['fits'] = ({ fits }) => fits,
): Way {
  return {
    weighsPast: rule === 'proportional',
    deal: (group, { gone, weights, number }) => {
      const open = Array.from(gone.keys()).filter((index) => gone[index] === 0);
      const fits = fitsOf(group).map((own) => Float32Array.from(open, (index) => own[index]!));
      const titles = open.map((index) => group.titles[index]!);
      const deal = { rule, size: DECK, weights, seed: group.seed * 16 + number, policy };
      return dealDeck(titles, fits, deal).map(({ index }) => open[index]!);
    },
  };
}

/** By one number a title, the highest first. */
function plain(worthOf: (group: ScoredGroup, night: Night) => Float32Array): Way {
  return {
    weighsPast: false,
    deal: (group, night) => {
      const open = worthOf(group, night).map((worth, index) =>
        night.gone[index] ? Number.NEGATIVE_INFINITY : worth,
      );
      return Array.from(topK(open, DECK));
    },
  };
}

function randomly({ titles, seed }: ScoredGroup, { number }: Night): Float32Array {
  const random = seededRandom(seed * 16 + number);
  return Float32Array.from(titles, random);
}

/** What stands on most watchlists, the best known first; then what is best known. */
function byWatchlists({ watchlists, priors }: ScoredGroup): Float32Array {
  const most = priors.reduce((greatest, prior) => Math.max(greatest, Math.abs(prior)), 1);
  return priors.map((prior, index) => {
    const lists = watchlists.filter((list) => list.has(index)).length;
    return lists + prior / (4 * most);
  });
}

/** Everybody's own list as long as the deck: its first gets as many points as it is long, its last one; equal ones by chance of their index. */
function bySingleLists({ fits }: ScoredGroup, { gone }: Night): Float32Array {
  const points = new Float32Array(gone.length);
  for (const own of fits) {
    const open = own.map((fit, index) => (gone[index] ? Number.NEGATIVE_INFINITY : fit));
    for (const [place, index] of topK(open, DECK).entries()) points[index]! += DECK - place;
  }
  return points;
}
