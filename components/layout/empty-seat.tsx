import { ButtonLink } from '@/components/ui/button.tsx';

/** What stands in the place of a page that is not there. */
export function EmptySeat() {
  return (
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
  );
}
