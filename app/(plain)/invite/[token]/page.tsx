import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { notFound } from 'next/navigation';
import { AcceptInvitation } from '@/components/friends/accept-invitation.tsx';
import { Avatar } from '@/components/ui/avatar.tsx';
import { ButtonLink } from '@/components/ui/button.tsx';
import { clientAddress } from '@/lib/account/client-address.ts';
import { dateText } from '@/lib/format.ts';
import { limitRate } from '@/lib/monitoring/rate-limit.ts';
import { currentViewer } from '@/lib/session.ts';
import { type Invitation, readInvitation } from '@/lib/social/accept-invite.ts';

/** The address is the key: it is told to no other site, and to no search engine. */
export const metadata: Metadata = {
  title: 'An invitation',
  referrer: 'no-referrer',
  robots: { index: false, follow: false },
};

type Props = { readonly params: Promise<{ readonly token: string }> };

export default async function InvitePage({ params }: Props) {
  const { token } = await params;
  const address = clientAddress((await headers()).get('x-forwarded-for'));
  await limitRate(`invitation:client:${address}`, { most: 120, seconds: 900 });
  const viewer = await currentViewer();
  const invitation = await readInvitation(viewer?.id ?? null, token);
  if (!invitation) notFound();
  const { inviter } = invitation;
  return (
    <div className="mx-auto flex max-w-md flex-col items-center gap-6 py-10 text-center md:py-16">
      <Avatar name={inviter.name} size={88} decorative />
      <Words invitation={invitation} />
      <Ways invitation={invitation} token={token} signedIn={viewer !== null} />
    </div>
  );
}

function Words({
  invitation: { inviter, standing, singleUse, expiresAt },
}: {
  readonly invitation: Invitation;
}) {
  if (standing === 'own') {
    return (
      <Heading title="This is your own link">
        Send it to somebody else: whoever opens it and agrees is your friend.
      </Heading>
    );
  }
  if (standing === 'friends') {
    return <Heading title={`You and ${inviter.name} are friends`}>There is nothing left to do here.</Heading>;
  }
  return (
    <>
      <Heading title={`${inviter.name} would like to be friends`}>
        Friends see what each other rates and watches, and their taste finds its way into each other’s
        recommendations. You can end it at any time.
      </Heading>
      <p className="text-sm text-soft">
        @{inviter.handle} · {singleUse ? 'for one person, ' : ''}until {dateText(new Date(expiresAt))}
      </p>
    </>
  );
}

function Heading({ title, children }: { readonly title: string; readonly children: string }) {
  return (
    <div>
      <h1 className="text-2xl break-words md:text-3xl">{title}</h1>
      <p className="mt-3 text-soft">{children}</p>
    </div>
  );
}

type WaysProps = { readonly invitation: Invitation; readonly token: string; readonly signedIn: boolean };

function Ways({ invitation: { inviter, standing }, token, signedIn }: WaysProps) {
  if (standing === 'own') return <ButtonLink href="/friends">Your friends</ButtonLink>;
  if (standing === 'friends') {
    return <ButtonLink href={`/people/${inviter.handle}`}>See {inviter.name}’s page</ButtonLink>;
  }
  if (signedIn) return <AcceptInvitation token={token} name={inviter.name} />;
  const next = encodeURIComponent(`/invite/${token}`);
  return (
    <div className="flex flex-wrap justify-center gap-3">
      <ButtonLink href={`/sign-up?next=${next}`}>Make an account</ButtonLink>
      <ButtonLink href={`/sign-in?next=${next}`} variant="quiet">
        Sign in
      </ButtonLink>
    </div>
  );
}
