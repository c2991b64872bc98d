'use client';

import { Button } from '@/components/ui/button.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import type { Inbox } from '@/lib/social/inbox.ts';
import type { SentPage } from '@/lib/social/read-sends.ts';
import { NewsList } from './news-list.tsx';
import { SentList } from './sent-list.tsx';
import { rowKey } from './step.ts';
import { useInbox, useInboxStep } from './use-inbox.ts';
import { WaitingRow } from './waiting-row.tsx';

type InboxBoardProps = {
  readonly viewerId: string;
  readonly initial: Inbox;
  readonly sent: SentPage;
};

/** What waits for an answer, what is only news, and what was sent. */
export function InboxBoard({ viewerId, initial, sent }: InboxBoardProps) {
  const { data, isError, refetch } = useInbox(viewerId, initial);
  const take = useInboxStep();
  return (
    <div className="flex flex-col gap-12">
      <section aria-label="Waiting for you">
        {isError && (
          <p role="alert" className="mb-4 flex flex-wrap items-center gap-3 text-soft">
            Your inbox could not be read again just now; what you see may be old.
            <Button size="s" variant="quiet" onClick={() => void refetch()}>
              Try again
            </Button>
          </p>
        )}
        {data.waiting.length === 0 && (
          <EmptyState title="Nothing waits for you">
            Titles that friends send you, requests and invitations come here, and leave when they are
            answered.
          </EmptyState>
        )}
        <ul>
          {data.waiting.map((item) => (
            <WaitingRow key={rowKey(item)} item={item} take={take} />
          ))}
        </ul>
      </section>
      <NewsList news={data.news} take={take} />
      <SentList first={sent} take={take} />
    </div>
  );
}
