'use client';

import { Check, Copy } from 'lucide-react';
import { useState } from 'react';
import { newId } from '@/components/title/new-id.ts';
import { Button } from '@/components/ui/button.tsx';
import { SelectField } from '@/components/ui/select-field.tsx';
import { notifyError } from '@/components/ui/toast.ts';
import { makeListLink, revokeListLink } from '@/lib/actions/lists.ts';
import { countText, dateText } from '@/lib/format.ts';
import type { ListLink } from '@/lib/lists/links.ts';
import type { GivenRole } from '@/lib/lists/members.ts';
import type { ListView } from '@/lib/lists/read-list.ts';
import { RoleSelect } from './role-select.tsx';
import { roleName } from './role-words.ts';
import type { ListOf } from './use-list.ts';

type LinksProps = { readonly view: ListView; readonly change: ListOf['change'] };

/** Links for people who have no handle yet, or for a whole group at once. */
export function Links({ view, change }: LinksProps) {
  return (
    <section aria-labelledby="list-links" className="flex flex-col gap-3 border-t border-line pt-5">
      <h3 id="list-links" className="text-lg">
        Invite by link
      </h3>
      {view.links.length > 0 && (
        <ul>
          {view.links.map((link) => (
            <LinkRow
              key={link.inviteId}
              link={link}
              onRevoke={() =>
                change({
                  send: () => revokeListLink({ listId: view.id, inviteId: link.inviteId }),
                  foresee: (shown) => ({
                    ...shown,
                    links: shown.links.filter(({ inviteId }) => inviteId !== link.inviteId),
                  }),
                  said: 'That link opens nothing any more.',
                })
              }
            />
          ))}
        </ul>
      )}
      <NewLink view={view} change={change} />
    </section>
  );
}

function LinkRow({ link, onRevoke }: { readonly link: ListLink; readonly onRevoke: () => void }) {
  const [copied, setCopied] = useState(false);
  const address = `${window.location.origin}/lists/join/${link.token}`;
  const copy = () =>
    copyText(address).then(
      () => setCopied(true),
      () => notifyError('Your browser did not let us copy. Select the address and copy it.'),
    );
  const uses = link.once ? 'for one person' : `used by ${countText(link.uses, 'person', 'people')}`;
  return (
    <li className="flex flex-wrap items-center gap-2 border-b border-line py-2.5">
      <div className="min-w-0 flex-1 basis-52">
        <input
          readOnly
          aria-label="Address of the link"
          value={address}
          onFocus={(event) => event.target.select()}
          className="min-h-11 w-full truncate rounded-[10px] border border-line bg-transparent px-3 text-sm"
        />
        <p className="mt-1 text-sm text-soft">
          {roleName[link.role]}, {uses}, until {dateText(link.expiresAt)}
        </p>
      </div>
      <Button size="s" variant="quiet" onClick={copy}>
        {copied ? <Check aria-hidden size={16} /> : <Copy aria-hidden size={16} />}
        {copied ? 'Copied' : 'Copy'}
      </Button>
      <Button size="s" variant="plain" onClick={onRevoke}>
        Revoke
      </Button>
    </li>
  );
}

const DAYS = [1, 7, 30] as const;

function NewLink({ view, change }: LinksProps) {
  const [role, setRole] = useState<GivenRole>('editor');
  const [days, setDays] = useState<(typeof DAYS)[number]>(7);
  const [once, setOnce] = useState(false);
  const make = () => {
    const inviteId = newId();
    change({ send: () => makeListLink({ listId: view.id, inviteId, role, days, once }) });
  };
  return (
    <div className="flex flex-col gap-3">
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          label="Good for"
          name="days"
          value={days}
          onChange={(event) => setDays(Number(event.target.value) as (typeof DAYS)[number])}
        >
          {DAYS.map((count) => (
            <option key={count} value={count}>
              {countText(count, 'day')}
            </option>
          ))}
        </SelectField>
        <SelectField
          label="How often"
          name="uses"
          value={once ? 'once' : 'many'}
          onChange={(event) => setOnce(event.target.value === 'once')}
        >
          <option value="many">As often as it is opened</option>
          <option value="once">For one person</option>
        </SelectField>
      </div>
      <div className="flex flex-wrap gap-2">
        <RoleSelect label="What whoever opens it may do" value={role} onChange={setRole} className="flex-1" />
        <Button variant="quiet" onClick={make}>
          Make a link
        </Button>
      </div>
    </div>
  );
}

/** Also over plain http in a home network, where browsers keep the clipboard from scripts. */
async function copyText(text: string): Promise<void> {
  if (navigator.clipboard) return navigator.clipboard.writeText(text);
  const field = document.querySelector<HTMLInputElement>(`input[value="${CSS.escape(text)}"]`);
  field?.select();
  if (!document.execCommand('copy')) throw new Error('not copied');
}
