/** What should not fill a deck alone: one maker, one series of films. */
import type { GroupPolicy } from '../policy.ts';
import type { TitleFacts } from '../types.ts';

/** Closes in the mask [titles] what would be too much of the same after `index` was dealt. */
export function preventCrowding(
  titles: readonly TitleFacts[],
  { perMaker, perFranchise }: Pick<GroupPolicy, 'perMaker' | 'perFranchise'>,
): (index: number, open: Uint8Array) => void {
  const groups = titles.map(groupsOf);
  const members = new Map<string, number[]>();
  for (const [index, { franchise, makers }] of groups.entries())
    for (const name of [franchise, ...makers]) {
      const others = members.get(name);
      if (others) others.push(index);
      else members.set(name, [index]);
    }
  const counts = new Map<string, number>();
  const count = (name: string, most: number, open: Uint8Array) => {
    const dealt = (counts.get(name) ?? 0) + 1;
    counts.set(name, dealt);
    if (dealt >= most) for (const other of members.get(name)!) open[other] = 0;
  };
  return (index, open) => {
    const { franchise, makers } = groups[index]!;
    count(franchise, perFranchise, open);
    for (const maker of makers) count(maker, perMaker, open);
  };
}

type Groups = { readonly franchise: string; readonly makers: readonly string[] };

/** Facts do not change: their groups are found once. */
const found = new WeakMap<TitleFacts, Groups>();

function groupsOf(facts: TitleFacts): Groups {
  const known = found.get(facts);
  if (known) return known;
  const groups = {
    franchise: `series ${franchiseOf(facts.name)}`,
    makers: facts.makers.map((maker) => `maker ${maker}`),
  };
  found.set(facts, groups);
  return groups;
}

/** "Harry Potter and the Goblet of Fire" → "harry potter", "Alien 3" → "alien", "Mad Max: Fury Road" → "mad max" */
export function franchiseOf(name: string): string {
  const [start] = name.toLowerCase().split(/: | – | - | and the | vol\. | part /);
  return start!.replace(/ (?:\d{1,2}|[ivx]+)$/, '').trim();
}
