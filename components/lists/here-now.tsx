'use client';

import { useLiveState } from '@/components/live/use-topic.ts';
import { listText } from '@/lib/format.ts';
import type { ListView } from '@/lib/lists/read-list.ts';
import { Faces, nameOf } from './face-name.tsx';

type HereNowProps = { readonly view: ListView; readonly here: readonly string[] };

/** Which of the others have the list open, and whether this screen follows what they do. */
export function HereNow({ view, here }: HereNowProps) {
  const state = useLiveState();
  const others = view.members.filter(({ key }) => key !== view.you && here.includes(key));
  return (
    <div role="status" className="-mt-6 flex min-h-9 items-center gap-2 text-sm text-soft">
      {state === 'away' && (
        <>
          <span aria-hidden className="size-2 animate-pulse rounded-control bg-ticket" />
          Reconnecting…
        </>
      )}
      {state !== 'away' && others.length > 0 && (
        <>
          <Faces faces={others} />
          <span>Here now: {listText(others.map(nameOf))}</span>
        </>
      )}
    </div>
  );
}
