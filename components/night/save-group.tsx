'use client';

import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { runAction } from '@/components/run-action.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { Field } from '@/components/ui/field.tsx';
import { notify, notifyError } from '@/components/ui/toast.ts';
import { deleteGroup, saveGroup } from '@/lib/actions/nights.ts';

type SaveGroupProps = { readonly userIds: readonly string[]; readonly suggested: string };

/** People who often watch together get a name, and their next night one tap. */
export function SaveGroup({ userIds, suggested }: SaveGroupProps) {
  const [open, setOpen] = useState(false);
  const [name, setName] = useState(suggested);
  const { mutate, isPending, isSuccess } = useMutation({
    mutationFn: () => runAction(saveGroup({ name: name.trim(), userIds: [...userIds] })),
    onSuccess: ({ groupId }) => {
      setOpen(false);
      notify(`“${name.trim()}” is saved: their next night is one tap away.`, {
        undo: () => void deleteGroup({ groupId }),
      });
    },
    onError: (error) => notifyError(error.message),
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim()) mutate();
  };
  if (userIds.length === 0 || isSuccess) return null;
  return (
    <>
      <Button variant="plain" className="self-start" onClick={() => setOpen(true)}>
        Save these people as a group
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title="What do you call yourselves?">
        <form onSubmit={save} className="flex flex-col gap-4">
          <Field
            label="Name of the group"
            name="group"
            maxLength={60}
            required
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
          <Button type="submit" className="self-end" disabled={isPending || name.trim() === ''}>
            {isPending ? 'Saving…' : 'Save'}
          </Button>
        </form>
      </Dialog>
    </>
  );
}
