'use client';

import { Button } from '@/components/ui/button.tsx';
import { SendLink } from '@/components/ui/send-link.tsx';
import { countText, dateText, listText } from '@/lib/format.ts';
import type { Invite } from '@/lib/social/invites.ts';

type InviteRowProps = { readonly invite: Invite; readonly name: string; readonly revoke: () => void };

export function InviteRow({ invite, name, revoke }: InviteRowProps) {
  const whom = invite.singleUse ? 'For one person' : 'For several people';
  const until = dateText(new Date(invite.expiresAt));
  const about = `${whom.toLowerCase()}, until ${until}`;
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-b border-line py-3 last:border-b-0">
      <div className="min-w-0 flex-1 basis-56">
        <p className="font-medium">{whom}</p>
        <p className="text-sm text-soft">
          {stateWords(invite, until)} · {useWords(invite)}
        </p>
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {invite.state === 'open' && (
          <SendLink
            path={invite.path}
            about={about}
            message={`${name} would like to be friends on Matinee.`}
          />
        )}
        {invite.state !== 'expired' && (
          <Button size="s" variant="quiet" aria-label={`Revoke the link ${about}`} onClick={revoke}>
            {invite.state === 'open' ? 'Revoke' : 'Remove'}
          </Button>
        )}
      </div>
    </li>
  );
}

function stateWords({ state }: Invite, until: string): string {
  if (state === 'used') return 'Used';
  return state === 'expired' ? `Ran out on ${until}` : `Open until ${until}`;
}

function useWords({ uses, came }: Invite): string {
  if (uses === 0) return 'nobody came yet';
  const names = came.map(({ name }) => name);
  const others = uses - names.length;
  if (names.length === 0) return `${countText(uses, 'person', 'people')} came`;
  return `${listText(others > 0 ? [...names, countText(others, 'other')] : names)} came`;
}
