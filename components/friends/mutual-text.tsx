import { countText, listText } from '@/lib/format.ts';
import type { Mutual } from '@/lib/social/mutual.ts';

/** "3 friends in common: Ana, Ben and Cem" */
export function MutualText({ mutual }: { readonly mutual: Mutual | undefined }) {
  if (!mutual) return null;
  const { count, people } = mutual;
  const names = people.map(({ name }) => name);
  const rest = count - names.length;
  return (
    <>{`${countText(count, 'friend')} in common: ${listText(rest > 0 ? [...names, `${rest} more`] : names)}`}</>
  );
}
