'use client';

import { SectionHeading } from '@/components/ui/section-heading.tsx';
import type { Invite } from '@/lib/social/invites.ts';
import { InviteForm } from './invite-form.tsx';
import { InviteRow } from './invite-row.tsx';
import { useInvites } from './use-invites.ts';

/** Links that make friends of people who are not here yet, or whose handle nobody remembers. */
export function InviteLinks({
  initial,
  name,
}: {
  readonly initial: readonly Invite[];
  readonly name: string;
}) {
  const { invites, make, making, revoke } = useInvites(initial);
  return (
    <section aria-labelledby="invite">
      <SectionHeading id="invite" title="Invite by link">
        Whoever opens it and agrees is your friend
      </SectionHeading>
      <InviteForm make={make} making={making} />
      {invites.length > 0 && (
        <ul aria-label="Your links" className="mt-4">
          {invites.map((invite) => (
            <InviteRow key={invite.id} invite={invite} name={name} revoke={() => revoke(invite)} />
          ))}
        </ul>
      )}
    </section>
  );
}
