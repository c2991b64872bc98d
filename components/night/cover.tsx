import { useEffect, useRef } from 'react';
import { Avatar } from '@/components/ui/avatar.tsx';
import { Button } from '@/components/ui/button.tsx';
import { HEADING_ID } from './night-heading.tsx';

type CoverProps = { readonly name: string; readonly isHost: boolean; readonly onTake: () => void };

/** Between two turns at one phone: nothing of anybody's answers is on the screen. */
export function Cover({ name, isHost, onTake }: CoverProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="mx-auto flex min-h-[calc(100dvh-10rem)] max-w-md flex-col items-center justify-center gap-5 text-center">
      <Avatar name={name} size={96} decorative />
      <h1 ref={heading} id={HEADING_ID} tabIndex={-1} className="text-2xl outline-none md:text-3xl">
        {isHost ? `Your turn, ${name}` : `Hand the phone to ${name}`}
      </h1>
      <p className="text-soft">Nobody else looks. What the others said stays with them.</p>
      <Button variant="ticket" className="mt-2 min-w-44" onClick={onTake}>
        I am {name}
      </Button>
    </div>
  );
}
