import { dateText } from '@/lib/format.ts';
import type { DiaryEntry } from '@/lib/library/diary.ts';
import { DiaryRow } from './diary-row.tsx';

/** Viewings under the month they are known to be of. */
export function DiaryList({ entries }: { readonly entries: readonly DiaryEntry[] }) {
  return (
    <div className="flex flex-col gap-12">
      {byMonth(entries).map(({ heading, entries: ofMonth }) => (
        <section
          key={heading}
          aria-label={heading}
          className="grid gap-x-10 gap-y-3 md:grid-cols-[11rem_1fr]"
        >
          <h2 className="text-xl md:sticky md:top-28 md:self-start">{heading}</h2>
          <ul className="divide-y divide-line">
            {ofMonth.map((entry) => (
              <DiaryRow key={entry.id} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

function byMonth(entries: readonly DiaryEntry[]): { heading: string; entries: DiaryEntry[] }[] {
  const months = new Map<string, DiaryEntry[]>();
  for (const entry of entries) {
    const heading = headingOf(entry);
    months.set(heading, [...(months.get(heading) ?? []), entry]);
  }
  return [...months].map(([heading, ofMonth]) => ({ heading, entries: ofMonth }));
}

function headingOf({ watchedOn, precision }: DiaryEntry): string {
  if (precision === 'unknown') return 'Some time';
  return precision === 'year' ? `Some time in ${dateText(watchedOn, 'year')}` : dateText(watchedOn, 'month');
}
