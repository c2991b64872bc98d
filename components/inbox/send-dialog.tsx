'use client';

import { useQuery } from '@tanstack/react-query';
import { ButtonLink } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { EmptyState } from '@/components/ui/empty-state.tsx';
import { ErrorState } from '@/components/ui/error-state.tsx';
import { Skeleton } from '@/components/ui/skeleton.tsx';
import type { TitleSummary } from '@/lib/catalog/summary.ts';
import type { Recipient } from '@/lib/social/read-sends.ts';
import { SendForm } from './send-form.tsx';

type SendDialogProps = {
  readonly title: Pick<TitleSummary, 'id' | 'name'>;
  readonly open: boolean;
  readonly onClose: () => void;
};

/** To whom, and with which words. */
export function SendDialog({ title, open, onClose }: SendDialogProps) {
  return (
    <Dialog open={open} onClose={onClose} title={`Send ${title.name}`}>
      <Choice title={title} onDone={onClose} />
    </Dialog>
  );
}

function Choice({ title, onDone }: Pick<SendDialogProps, 'title'> & { readonly onDone: () => void }) {
  const { data, isError, refetch } = useQuery({
    queryKey: ['recipients', title.id],
    queryFn: () => fetchRecipients(title.id),
    staleTime: 0,
    gcTime: 0,
  });
  if (isError) return <ErrorState title="Your friends could not be read" retry={() => void refetch()} />;
  if (!data) return <Loading />;
  if (data.length === 0) {
    return (
      <EmptyState title="No friends here yet" action={<ButtonLink href="/friends">Find friends</ButtonLink>}>
        Once somebody has accepted, you can send them titles.
      </EmptyState>
    );
  }
  return <SendForm title={title} friends={data} onDone={onDone} />;
}

function Loading() {
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">Loading your friends…</span>
      {[0, 1, 2].map((line) => (
        <div key={line} aria-hidden className="flex items-center gap-3">
          <Skeleton className="size-11 rounded-control" />
          <Skeleton className="h-5 w-40" />
        </div>
      ))}
    </div>
  );
}

async function fetchRecipients(titleId: number): Promise<readonly Recipient[]> {
  const response = await fetch(`/api/recipients?titleId=${titleId}`);
  if (!response.ok) throw new Error('Your friends could not be read');
  return (await response.json()).friends;
}
