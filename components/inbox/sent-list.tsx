'use client';

import { useInfiniteQuery } from '@tanstack/react-query';
import { runAction } from '@/components/run-action.ts';
import { RowName, RowPoster } from '@/components/title/row-title.tsx';
import { Button } from '@/components/ui/button.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { SectionHeading } from '@/components/ui/section-heading.tsx';
import { sendTitle, takeBackSends } from '@/lib/actions/sends.ts';
import type { SentEntry, SentPage } from '@/lib/social/read-sends.ts';
import { InboxRow } from './inbox-row.tsx';
import { sentKey } from './keys.ts';
import { Ago, Note, PersonName } from './letter-text.tsx';
import type { Step } from './step.ts';
import { useSentGone } from './use-sent-gone.ts';

type SentListProps = { readonly first: SentPage; readonly take: (step: Step) => void };

/** What the viewer sent, and what they may know of what became of it. */
export function SentList({ first, take }: SentListProps) {
  const sent = useInfiniteQuery({
    queryKey: sentKey,
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) => fetchSent(pageParam),
    getNextPageParam: (page) => page.earlier,
    initialData: { pages: [first], pageParams: [null] },
    refetchOnMount: 'always',
  });
  const entries = sent.data.pages.flatMap((page) => page.entries);
  const [gone, setGone] = useSentGone();
  const shown = entries.filter(({ id }) => !gone.has(id));
  if (shown.length === 0 && !sent.hasNextPage) return null;
  return (
    <section aria-labelledby="sent">
      <SectionHeading id="sent" title="Sent" />
      <ul>
        {shown.map((entry) => (
          <SentRow key={entry.id} entry={entry} onTakeBack={() => take(takeBack(entry, setGone))} />
        ))}
      </ul>
      {sent.isFetchNextPageError && (
        <ErrorState title="The earlier ones did not come" retry={() => void sent.fetchNextPage()} />
      )}
      {sent.hasNextPage && !sent.isFetchNextPageError && (
        <div className="mt-6 text-center">
          <Button
            variant="quiet"
            disabled={sent.isFetchingNextPage}
            onClick={() => void sent.fetchNextPage()}
          >
            {sent.isFetchingNextPage ? 'Fetching…' : 'Earlier'}
          </Button>
        </div>
      )}
    </section>
  );
}

const words = {
  sent: 'Sent',
  accepted: 'On their watchlist',
  thanked: 'They watched it and said thanks',
} as const;

function SentRow({ entry, onTakeBack }: { readonly entry: SentEntry; readonly onTakeBack: () => void }) {
  const { title, person, note, state, at } = entry;
  return (
    <InboxRow
      picture={<RowPoster title={title} className="w-12" />}
      actions={
        state === 'sent' && (
          <Button
            size="s"
            variant="quiet"
            aria-label={`Take back: ${title.name}, sent to ${person.name}`}
            onClick={onTakeBack}
          >
            Take back
          </Button>
        )
      }
    >
      <div className="text-ink">
        <RowName title={title} />
      </div>
      <p>
        To <PersonName person={person} />, <Ago at={at} />
        {' · '}
        <span className={state === 'sent' ? undefined : 'text-good'}>{words[state]}</span>
      </p>
      <Note text={note} />
    </InboxRow>
  );
}

/** The way back sends the same letter again. */
function takeBack(
  { id, title, person, note }: SentEntry,
  setGone: (id: string, gone: boolean) => void,
): Step {
  const show = (isGone: boolean) => () => {
    setGone(id, isGone);
    return () => setGone(id, !isGone);
  };
  return {
    send: () => runAction(takeBackSends({ sent: [{ id, noteBefore: null }] })),
    also: show(true),
    said: `${title.name} is taken back from ${person.name}.`,
    undo: () => ({
      send: () => runAction(sendTitle({ titleId: title.id, userIds: [person.id], note, ids: [id] })),
      also: show(false),
      said: `${title.name} is sent to ${person.name} again.`,
    }),
  };
}

async function fetchSent(before: string | null): Promise<SentPage> {
  const response = await fetch(`/api/inbox/sent${before ? `?before=${encodeURIComponent(before)}` : ''}`);
  if (!response.ok) throw new Error(`What was sent answered ${response.status}`);
  return response.json() as Promise<SentPage>;
}
