import Link from 'next/link';
import { DemoButton } from '@/components/account/demo-button.tsx';
import { ButtonLink } from '@/components/ui/button.tsx';
import { TicketStub } from '@/components/ui/ticket-stub.tsx';
import { PosterWall } from './poster-wall.tsx';
import { Promises } from './promises.tsx';

/** What someone sees who is not signed in: the product, said calmly. */
export function Landing({ demo }: { readonly demo: boolean }) {
  return (
    <div className="page">
      <section className="grid items-start gap-x-16 gap-y-10 pt-10 lg:grid-cols-[1fr_1.05fr] lg:pt-6">
        <div className="max-w-xl lg:sticky lg:top-[calc(var(--header)+4rem)] lg:pt-20">
          <h1 className="text-[clamp(2.75rem,7vw,4.5rem)] leading-[0.98]">What should we watch?</h1>
          <p className="mt-5 max-w-md text-lg text-soft">
            Matinee keeps what you watched and what you want to watch, listens to the friends whose taste you
            trust, and always says why.
          </p>
          <div className="mt-8 flex flex-wrap items-center gap-3">
            <ButtonLink href="/sign-up">Create an account</ButtonLink>
            <ButtonLink href="/sign-in" variant="quiet">
              Sign in
            </ButtonLink>
            {demo && <DemoButton variant="plain" className="-ml-2 underline" />}
          </div>
          <p className="mt-5 text-soft">
            Invited to a night?{' '}
            <Link href="/join" className="touch font-medium text-ink underline underline-offset-4">
              Join with the code
            </Link>
            , no account needed.
          </p>
        </div>
        <PosterWall />
      </section>
      <Promises />
      <TicketStub
        className="mt-16 lg:mt-24"
        stub={
          <ButtonLink href="/sign-up" variant="plain" className="text-on-ticket! no-underline! font-semibold">
            Take a seat <span aria-hidden>→</span>
          </ButtonLink>
        }
      >
        <h2 className="text-xl">Admit one, and their friends</h2>
        <p className="mt-1">A minute to start: pick a few films you love and the first list is yours.</p>
      </TicketStub>
    </div>
  );
}
