'use client';

import { useMutation } from '@tanstack/react-query';
import Link from 'next/link';
import { useState } from 'react';
import { runAction } from '@/components/run-action.ts';
import { RowPoster } from '@/components/title/row-title.tsx';
import { Button } from '@/components/ui/button.tsx';
import { SectionHeading } from '@/components/ui/section-heading.tsx';
import { notify, notifyError } from '@/components/ui/toast.ts';
import { confirmNight } from '@/lib/actions/nights.ts';
import { dateText, listText } from '@/lib/format.ts';
import type { NightSummary } from '@/lib/nights/types.ts';

/** What came of the other evenings: when, what, and with whom. */
export function PastNights({ nights }: { readonly nights: readonly NightSummary[] }) {
  if (nights.length === 0) return null;
  return (
    <section aria-labelledby="past">
      <SectionHeading id="past" title="Past nights" />
      <ul>
        {nights.map((night) => (
          <Past key={night.id} night={night} />
        ))}
      </ul>
    </section>
  );
}

function Past({ night }: { readonly night: NightSummary }) {
  const { title } = night;
  return (
    <li className="flex items-center gap-4 border-b border-line py-3.5 last:border-b-0">
      {title && <RowPoster title={title} className="w-12" />}
      <div className="flex min-w-0 flex-1 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0">
          <Link href={`/nights/${night.id}`} prefetch={false} className="touch inline-block hover:underline">
            <span className="font-display text-lg">{title ? title.name : 'No title came of it'}</span>
          </Link>
          <p className="text-sm text-soft">
            {dateText(night.endedAt ?? night.createdAt)}
            {night.others.length > 0 && ` · with ${listText(night.others)}`}
          </p>
        </div>
        {title && night.toConfirm && <Confirm night={night} name={title.name} />}
        {night.watched && <p className="text-sm text-good">In your diary</p>}
      </div>
    </li>
  );
}

/** Everybody says for themselves whether it was watched. */
function Confirm({ night, name }: { readonly night: NightSummary; readonly name: string }) {
  const [said, setSaid] = useState<boolean | null>(null);
  const { mutate } = useMutation({
    mutationFn: (watched: boolean | null) => runAction(confirmNight({ nightId: night.id, watched })),
    onMutate: setSaid,
    onSuccess: (_, watched) =>
      watched !== null &&
      notify(watched ? `${name} is in your diary.` : 'Then it does not go into your diary.', {
        undo: () => mutate(null),
      }),
    onError: (error) => {
      setSaid(null);
      notifyError(error.message);
    },
  });
  if (said !== null) return <p className="text-sm text-soft">{said ? 'In your diary' : 'Not watched'}</p>;
  return (
    <div className="flex flex-wrap gap-1">
      <Button size="s" variant="quiet" aria-label={`We watched ${name}`} onClick={() => mutate(true)}>
        We watched it
      </Button>
      <Button size="s" variant="plain" aria-label={`We did not watch ${name}`} onClick={() => mutate(false)}>
        We did not
      </Button>
    </div>
  );
}
