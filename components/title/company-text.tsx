import { listText } from '@/lib/format.ts';
import type { Companion } from '@/lib/library/companions.ts';

/** "with Ben and Cleo"; those who have not said so yet stand apart. */
export function CompanyText({ company }: { readonly company: readonly Companion[] }) {
  const named = (asked: boolean) => company.filter((one) => one.asked === asked).map(({ name }) => name);
  const [there, asked] = [named(false), named(true)];
  if (company.length === 0) return null;
  return (
    <span>
      {there.length > 0 && `with ${listText(there)}`}
      {there.length > 0 && asked.length > 0 && '; '}
      {asked.length > 0 && `${listText(asked)} asked`}
    </span>
  );
}
