import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { JoinButton } from '@/components/lists/join-button.tsx';
import { ButtonLink } from '@/components/ui/button.tsx';
import { clientAddress } from '@/lib/account/client-address.ts';
import { type JoinPage, readJoinPage } from '@/lib/lists/join-by-link.ts';
import { limitRate } from '@/lib/monitoring/rate-limit.ts';
import { currentViewer } from '@/lib/session.ts';

export const metadata: Metadata = {
  title: 'A list to join',
  robots: { index: false },
  referrer: 'no-referrer',
};

type Props = { readonly params: Promise<{ token: string }> };

export default async function JoinListRoute({ params }: Props) {
  const { token } = await params;
  const client = clientAddress((await headers()).get('x-forwarded-for'));
  await limitRate(`list-link:${client}`, { most: 120, seconds: 600 });
  const viewer = await currentViewer();
  const page = await readJoinPage(viewer?.id ?? null, token);
  return (
    <div className="mx-auto flex max-w-md flex-col gap-6 py-8 md:py-12">
      {page ? <Offer page={page} token={token} signedIn={viewer !== null} /> : <NothingThere />}
    </div>
  );
}

type OfferProps = { readonly page: JoinPage; readonly token: string; readonly signedIn: boolean };

function Offer({ page, token, signedIn }: OfferProps) {
  const { name, invitedBy, role, joined, listId } = page;
  const next = encodeURIComponent(`/lists/join/${token}`);
  return (
    <>
      <h1 className="text-2xl md:text-3xl">{name}</h1>
      <p className="text-lg text-soft">
        {invitedBy} invites you to a list of films and series.{' '}
        {role === 'viewer'
          ? 'You will see it and vote on it.'
          : 'You will keep it together: add titles, order them, vote, and say why.'}
      </p>
      {joined && <ButtonLink href={`/lists/${listId}`}>You are on it: open the list</ButtonLink>}
      {!joined && signedIn && <JoinButton token={token} />}
      {!joined && !signedIn && (
        <div className="flex flex-wrap gap-3">
          <ButtonLink href={`/sign-up?next=${next}`}>Make an account</ButtonLink>
          <ButtonLink href={`/sign-in?next=${next}`} variant="quiet">
            Sign in
          </ButtonLink>
        </div>
      )}
    </>
  );
}

function NothingThere() {
  return (
    <>
      <h1 className="text-2xl md:text-3xl">This link opens nothing any more</h1>
      <p className="text-soft">
        It has been used, revoked or has run out. Ask whoever sent it for another one.
      </p>
      <ButtonLink href="/" variant="quiet" className="self-start">
        To the start
      </ButtonLink>
    </>
  );
}
