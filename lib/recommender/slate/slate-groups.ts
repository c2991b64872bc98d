/** What should not fill a slate alone: a maker, a friend's favourites, films for somebody who watches series too. */
import type { EvidenceInput } from '../reasons/evidence.ts';
import { hasLoved, weighInteraction } from '../taste/signals.ts';
import type { Row, SlateRequest, TitleFacts } from '../types.ts';

/** At most `most` in ten, spread evenly. */
export type Group = { readonly name: string; readonly most: number; readonly ofKind: boolean };

export type Groups = {
  readonly of: (row: Row) => readonly Group[];
  /** Whether each kind has a share. */
  readonly byKind: boolean;
};

export function groupTitles(request: SlateRequest, input: EvidenceInput): Groups {
  const { engine, policy } = input;
  const friends = groupByFriends(input);
  const kinds = groupByKind(request, input);
  const of = (row: Row): Group[] => {
    const { makers, kind } = engine.facts(row);
    const { perMaker: most } = policy.slate;
    const byMaker = makers.map((maker) => ({ name: `maker ${maker}`, most, ofKind: false }));
    return [...byMaker, ...(friends.get(row) ?? []), ...(kinds ? [kinds[kind]] : [])];
  };
  return { of, byKind: kinds !== undefined };
}

/** The favourites of one friend are a group: a friend helps, and does not take over. */
function groupByFriends({ taste, engine, policy: { slate } }: EvidenceInput): Map<Row, Group[]> {
  const groups = new Map<Row, Group[]>();
  for (const { of } of taste.parts) {
    if (of.kind !== 'friend') continue;
    const group = { name: `friend ${of.friend.id}`, most: slate.perFriend, ofKind: false };
    for (const interaction of of.friend.interactions) {
      const row = engine.rowOf(interaction.titleId);
      if (row === undefined || !hasLoved(interaction)) continue;
      const others = groups.get(row) ?? [{ name: 'friends', most: slate.allFriends, ofKind: false }];
      groups.set(row, [...others, group]);
    }
  }
  return groups;
}

type Kind = TitleFacts['kind'];

/**
 * Each kind gets about its share of the viewer's history, with `kindSlack` to spare, and never all: at least `otherKind`
 * is left for the other. Most of a kind = 1 − t · (1 − share − slack), t = n/(n + half). None for strangers, or where the
 * request or a choice names a kind.
 */
function groupByKind(
  { filters }: SlateRequest,
  { context, engine, policy: { slate } }: EvidenceInput,
): Record<Kind, Group> | undefined {
  const chosen = context.choices.some(({ facet }) => facet === 'kind');
  if (filters.kind || chosen) return undefined;
  const liked = { film: 0, series: 0 };
  for (const interaction of context.interactions) {
    const row = engine.rowOf(interaction.titleId);
    if (row !== undefined) liked[engine.facts(row).kind] += Math.max(0, weighInteraction(interaction));
  }
  const recent = context.features?.viewer?.preferredKind;
  if (recent) liked[recent] += slate.kindOfWeek;
  const total = liked.film + liked.series;
  if (total === 0) return undefined;
  const trust = total / (total + slate.kindHalf);
  const group = (kind: Kind): Group => {
    const most = 1 - trust * (1 - liked[kind] / total - slate.kindSlack);
    const bounded = Math.min(1 - slate.otherKind, Math.max(slate.otherKind, most));
    return { name: `kind ${kind}`, most: 10 * bounded, ofKind: true };
  };
  return { film: group('film'), series: group('series') };
}
