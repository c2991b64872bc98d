'use client';

import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { runAction } from '@/components/run-action.ts';
import { Button } from '@/components/ui/button.tsx';
import { Field } from '@/components/ui/field.tsx';
import { notify } from '@/components/ui/toast.ts';
import { inviteToList } from '@/lib/actions/lists.ts';
import type { GivenRole } from '@/lib/lists/members.ts';
import type { ListView } from '@/lib/lists/read-list.ts';
import { RoleSelect } from './role-select.tsx';

/** By handle; the words of a refusal stand at the field. */
export function InviteForm({ view }: { readonly view: ListView }) {
  const [handle, setHandle] = useState('');
  const [role, setRole] = useState<GivenRole>('editor');
  const { mutate, error, isPending, reset } = useMutation({
    mutationFn: (asked: string) => runAction(inviteToList({ listId: view.id, handle: asked, role })),
    onSuccess: (_, asked) => {
      setHandle('');
      notify(`@${asked} is invited, and finds it in their inbox.`);
    },
  });
  return (
    <form
      aria-label="Invite somebody"
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        const asked = handle.trim().toLowerCase().replace(/^@/, '');
        if (asked !== '') mutate(asked);
      }}
    >
      <Field
        label="Invite by handle"
        name="handle"
        value={handle}
        onChange={(event) => {
          setHandle(event.target.value);
          if (error) reset();
        }}
        placeholder="@handle"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        error={error?.message}
      />
      <div className="flex flex-wrap gap-2">
        <RoleSelect label="What they may do" value={role} onChange={setRole} className="flex-1" />
        <Button type="submit" disabled={isPending || handle.trim() === ''}>
          Invite
        </Button>
      </div>
    </form>
  );
}
