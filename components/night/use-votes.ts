'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { notifyError } from '@/components/ui/toast.ts';
import type { VoteMessage, VotesAnswer } from '@/lib/nights/types.ts';
import { openVoteStore, type Said } from './vote-queue.ts';
import { type Delivery, VoteSender } from './vote-sender.ts';

/** This page's votes of a night: said at once, delivered when the network lets them through. */
export type Votes = {
  readonly say: (said: Said) => void;
  readonly aheadOf: VoteSender['aheadOf'];
  readonly recorded: () => number;
  readonly waiting: () => number;
  readonly forget: () => void;
};

type Heard = { readonly onRecorded: (answer: VotesAnswer) => void; readonly onRefused: () => void };

export function useVotes(nightId: string, heard: Heard): Votes {
  const sender = useRef<VoteSender | null>(null);
  const [, redraw] = useState(0);
  const latest = useRef(heard);
  latest.current = heard;

  // The storage is the browser's: what waits there shows once the page has come alive.
  useEffect(() => {
    const own = new VoteSender({
      nightId,
      store: openVoteStore(),
      post: (votes) => postVotes(nightId, votes),
      now: Date.now,
      onChange: () => redraw((times) => times + 1),
      onRecorded: (answer) => latest.current.onRecorded(answer),
      onRefused: () => {
        notifyError('Your answer could not be counted: this night is no longer open to you.');
        latest.current.onRefused();
      },
      later: (run, milliseconds) => {
        const timer = setTimeout(run, milliseconds);
        return () => clearTimeout(timer);
      },
    });
    sender.current = own;
    redraw((times) => times + 1);
    void own.flush();
    const flush = () => void own.flush();
    const overhear = ({ key, newValue }: StorageEvent) => own.overhear(key, newValue);
    window.addEventListener('online', flush);
    window.addEventListener('storage', overhear);
    document.addEventListener('visibilitychange', flush);
    return () => {
      own.close();
      window.removeEventListener('online', flush);
      window.removeEventListener('storage', overhear);
      document.removeEventListener('visibilitychange', flush);
    };
  }, [nightId]);

  return {
    say: useCallback((said) => sender.current?.say(said), []),
    aheadOf: useCallback((recorded) => sender.current?.aheadOf(recorded) ?? [], []),
    recorded: useCallback(() => sender.current?.recorded ?? 0, []),
    waiting: useCallback(() => sender.current?.waiting ?? 0, []),
    forget: useCallback(() => sender.current?.forget(), []),
  };
}

/** Refused for good: the night is over, or nobody here belongs to it any more. Anything else is tried again. */
async function postVotes(nightId: string, votes: readonly VoteMessage[]): Promise<Delivery> {
  const response = await fetch(`/api/nights/${nightId}/votes`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ votes }),
    keepalive: true,
  });
  if (response.ok) return (await response.json()) as VotesAnswer;
  return response.status >= 500 || response.status === 429 || response.status === 408 ? 'lost' : 'refused';
}
