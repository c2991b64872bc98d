/** What should not fill a deck alone: one maker, one series of films. */
import type { GroupPolicy } from '../policy.ts';
import type { TitleFacts } from '../types.ts';

/** Closes in the mask [titles] what would be too much of the same after `index` was dealt. */
export function preventCrowding(
  titles: readonly TitleFacts[],
  { perMaker, perFranchise }: Pick<GroupPolicy, 'perMaker' | 'perFranchise'>,
): (index: number, open: Uint8Array) => void {
  const groups = titles.map(({ name, makers }) => [
    { name: `series ${franchiseOf(name)}`, most: perFranchise },
    ...makers.map((maker) => ({ name: `maker ${maker}`, most: perMaker })),
  ]);
  const members = new Map<string, number[]>();
  for (const [index, own] of groups.entries())
    for (const { name } of own) {
      const others = members.get(name);
      if (others) others.push(index);
      else members.set(name, [index]);
    }
  const counts = new Map<string, number>();
  return (index, open) => {
    for (const { name, most } of groups[index]!) {
      const count = (counts.get(name) ?? 0) + 1;
      counts.set(name, count);
      if (count >= most) for (const other of members.get(name)!) open[other] = 0;
    }
  };
}

/** "Harry Potter and the Goblet of Fire" → "harry potter", "Alien 3" → "alien", "Mad Max: Fury Road" → "mad max" */
export function franchiseOf(name: string): string {
  const [start] = name.toLowerCase().split(/: | – | - | and the | vol\. | part /);
  return start!.replace(/ (?:\d{1,2}|[ivx]+)$/, '').trim();
}
