import { ButtonLink } from '@/components/ui/button.tsx';

/** The same for every link that does not open, whatever the reason. */
export default function InvitationNotFound() {
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-4 py-16 text-center">
      <h1 className="text-2xl md:text-3xl">This invitation is not open any more</h1>
      <p className="text-soft">
        Links run out, or are for one person only. Ask whoever sent it for a new one.
      </p>
      <ButtonLink href="/" variant="quiet" className="mt-2">
        To Matinee
      </ButtonLink>
    </div>
  );
}
