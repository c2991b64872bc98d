'use client';

import { useQuery } from '@tanstack/react-query';
import { Inbox } from 'lucide-react';
import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { countKey } from '@/components/inbox/keys.ts';
import { useTopic } from '@/components/live/use-topic.ts';
import type { InboxCount } from '@/lib/social/inbox.ts';
import { inbox } from './places.ts';

/** The server counts up to here. */
const MOST = 99;

type InboxLinkProps = { readonly viewerId: string; readonly initial: InboxCount };

/** The way to the inbox, with how much waits there: it changes while one looks. */
export function InboxLink({ viewerId, initial }: InboxLinkProps) {
  const path = usePathname();
  const { data, refetch } = useQuery({
    queryKey: countKey,
    queryFn: readCount,
    initialData: initial,
    refetchOnWindowFocus: true,
  });
  useTopic(`person:${viewerId}`, { onVersion: (version) => version > data.version && void refetch() });
  const words = data.waiting > MOST ? `${MOST}+` : String(data.waiting);
  return (
    <Link
      href={inbox.href}
      prefetch={false}
      aria-label={data.waiting > 0 ? `Inbox, ${words} waiting` : 'Inbox'}
      title="Inbox"
      aria-current={path === inbox.href ? 'page' : undefined}
      className="relative inline-grid size-11 flex-none place-items-center rounded-control text-soft transition hover:text-ink aria-[current]:text-ink"
    >
      <Inbox aria-hidden size={22} strokeWidth={path === inbox.href ? 2.25 : 1.75} />
      {data.waiting > 0 && (
        <span
          aria-hidden
          className="absolute top-0.5 left-1/2 ml-0.5 grid h-5 min-w-5 place-items-center rounded-control bg-ticket px-1 text-[0.6875rem] leading-none font-semibold text-on-ticket tabular-nums"
        >
          {words}
        </span>
      )}
    </Link>
  );
}

async function readCount(): Promise<InboxCount> {
  const response = await fetch('/api/inbox/count');
  if (!response.ok) throw new Error(`The inbox answered ${response.status}`);
  return response.json() as Promise<InboxCount>;
}
