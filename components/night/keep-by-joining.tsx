import { ButtonLink } from '@/components/ui/button.tsx';
import { TicketStub } from '@/components/ui/ticket-stub.tsx';

type KeepByJoiningProps = { readonly nightId: string; readonly name: string };

/** A guest may keep the evening. */
export function KeepByJoining({ nightId, name }: KeepByJoiningProps) {
  return (
    <div className="flex flex-col gap-3">
      <TicketStub
        stub={
          <ButtonLink
            href="/sign-up"
            variant="plain"
            className="font-semibold text-on-ticket! focus-visible:outline-on-ticket"
          >
            Keep it
          </ButtonLink>
        }
      >
        <p className="font-display text-xl">Keep your ticket</p>
        <p className="mt-1 text-sm">
          With an account {name} goes into your diary, and what you liked tonight begins your own programme.
        </p>
      </TicketStub>
      <p className="text-sm text-soft">
        Have one already?{' '}
        <a
          href={`/sign-in?next=${encodeURIComponent(`/nights/${nightId}`)}`}
          className="font-medium text-ink underline underline-offset-4"
        >
          Sign in
        </a>{' '}
        and it is kept there.
      </p>
    </div>
  );
}
