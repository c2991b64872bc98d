'use client';

import { Ellipsis, Heart, RotateCcw, Users } from 'lucide-react';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { RatePopover } from '@/components/rating/rate-popover.tsx';
import { Stars } from '@/components/rating/stars-text.tsx';
import { CompanyDialog } from '@/components/title/company-dialog.tsx';
import { CompanyText } from '@/components/title/company-text.tsx';
import { useCompany, useCounts, useIsGone, useOwnState } from '@/components/title/own-state.ts';
import { RowName, RowPoster } from '@/components/title/row-title.tsx';
import { useTitleActions } from '@/components/title/use-title-actions.ts';
import { whoseItem } from '@/components/title/viewings.tsx';
import { WatchDialog } from '@/components/title/watch-dialog.tsx';
import { Menu } from '@/components/ui/menu.tsx';
import { dateText, listText } from '@/lib/format.ts';
import type { DiaryEntry } from '@/lib/library/diary.ts';
import type { NightOf } from '@/lib/library/nights-of.ts';
import type { Watch } from '@/lib/library/watch-date.ts';

/** One viewing: the day, the title, what was thought of it, and how to mend or remove it. */
export function DiaryRow({ entry }: { readonly entry: DiaryEntry }) {
  const { title } = entry;
  const own = useOwnState(title, title.own);
  const actions = useTitleActions(title);
  const [editing, setEditing] = useState(false);
  const [naming, setNaming] = useState(false);
  const company = useCompany(entry.id, entry.companions);
  const router = useRouter();
  const isGone = useIsGone(entry.id);
  const counts = useCounts(entry);
  if (isGone) return null;
  return (
    <li className="flex items-center gap-4 py-3">
      <Day entry={entry} />
      <RowPoster title={title} className="w-11" />
      <div className="min-w-0 flex-1">
        <RowName title={title} />
        <div className="flex flex-wrap items-center gap-x-3 text-sm text-soft">
          {own.rating !== null && <Stars value={own.rating} />}
          {own.liked && <Heart role="img" aria-label="Liked" size={14} fill="currentColor" />}
          {!counts && (
            <span className="inline-flex items-center gap-1">
              <Users aria-hidden size={13} /> Somebody else
            </span>
          )}
          {counts && entry.rewatch && (
            <span className="inline-flex items-center gap-1">
              <RotateCcw aria-hidden size={13} /> Again
            </span>
          )}
          <CompanyText company={company} />
          {own.rating === null && (
            <RatePopover
              name={title.name}
              value={null}
              onRate={actions.rate}
              className="touch inline-flex min-h-8 items-center gap-1 hover:text-ink"
            />
          )}
        </div>
        {entry.night && <NightLink night={entry.night} />}
      </div>
      <Menu
        label={`Change ${title.name}, ${dateText(entry.watchedOn, entry.precision)}`}
        trigger={<Ellipsis aria-hidden size={20} />}
        items={[
          { label: 'Change the date…', onSelect: () => setEditing(true) },
          ...(counts ? [{ label: 'Watched with…', onSelect: () => setNaming(true) }] : []),
          whoseItem({ ...viewingOf(entry), counts }, actions, () => router.refresh()),
          {
            label: 'Take it out of the diary',
            onSelect: () => actions.removeWatch(viewingOf(entry)),
            danger: true,
          },
        ]}
      />
      <WatchDialog
        open={editing}
        title={`When did you watch ${title.name}?`}
        initial={entry}
        onClose={() => setEditing(false)}
        onChoose={(date) => actions.editWatch(viewingOf(entry), date, () => router.refresh())}
      />
      <CompanyDialog
        open={naming}
        name={title.name}
        watchId={entry.id}
        company={company}
        onClose={() => setNaming(false)}
      />
    </li>
  );
}

/** "Friday's night with Ana and Ben" */
function NightLink({ night }: { readonly night: NightOf }) {
  return (
    <p className="text-sm text-soft">
      <Link
        href={`/nights/${night.id}`}
        prefetch={false}
        className="touch inline-flex min-h-8 items-center underline underline-offset-4 hover:text-ink"
      >
        {night.name}
      </Link>
      {night.others.length > 0 && ` with ${listText(night.others)}`}
    </p>
  );
}

function Day({ entry }: { readonly entry: DiaryEntry }) {
  const known = entry.precision === 'day';
  return (
    <time
      {...(known && { dateTime: entry.watchedOn ?? undefined })}
      className="w-9 flex-none text-right font-display text-xl text-soft tabular-nums"
    >
      {known ? (
        Number(entry.watchedOn?.slice(8))
      ) : (
        <>
          <span aria-hidden>–</span>
          <span className="sr-only">Day not known</span>
        </>
      )}
    </time>
  );
}

function viewingOf({ id, watchedOn, precision, counts }: DiaryEntry): Watch {
  return { id, watchedOn, precision, counts };
}
