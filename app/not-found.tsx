import type { Metadata } from 'next';
import { PlainFrame } from '@/components/layout/plain-frame.tsx';
import { ButtonLink } from '@/components/ui/button.tsx';

export const metadata: Metadata = { title: 'Not here' };

export default function NotFound() {
  return (
    <PlainFrame>
      <div className="mx-auto max-w-md py-20 text-center">
        <h1 className="text-2xl md:text-3xl">This seat is empty</h1>
        <p className="mt-3 text-soft">There is no page at this address, or it is not yours to see.</p>
        <div className="mt-8 flex flex-wrap justify-center gap-3">
          <ButtonLink href="/">Back to the start</ButtonLink>
          <ButtonLink href="/search" variant="quiet">
            Search titles
          </ButtonLink>
        </div>
      </div>
    </PlainFrame>
  );
}
