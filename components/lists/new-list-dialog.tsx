'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { FormMessage } from '@/components/account/form-message.tsx';
import { runAction } from '@/components/run-action.ts';
import { newId } from '@/components/title/new-id.ts';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { createList } from '@/lib/actions/lists.ts';
import { WordsForm } from './words-form.tsx';

/** Leads to the new list, where titles and people are added. */
export function NewListDialog({ onClose }: { readonly onClose: () => void }) {
  const router = useRouter();
  const [listId] = useState(newId);
  const [words, setWords] = useState({ name: '', description: '' });
  const { mutate, isPending, isSuccess, error } = useMutation({
    mutationFn: () => runAction(createList({ listId, ...words })),
    onSuccess: () => router.push(`/lists/${listId}`),
  });
  return (
    <Dialog open title="A new list" onClose={onClose}>
      <WordsForm value={words} onChange={setWords} onSubmit={() => mutate()}>
        {error && <FormMessage>{error.message}</FormMessage>}
        <Button type="submit" disabled={isPending || isSuccess} className="self-start">
          {isPending || isSuccess ? 'Making it…' : 'Make the list'}
        </Button>
      </WordsForm>
    </Dialog>
  );
}
