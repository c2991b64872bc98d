'use client';

import { useMutation } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useId, useState } from 'react';
import { runAction } from '@/components/run-action.ts';
import { Button } from '@/components/ui/button.tsx';
import { notify, notifyError } from '@/components/ui/toast.ts';
import type { ChoiceInWords, Description } from '@/lib/account/description.ts';
import { addChoice, describeTaste, removeChoice } from '@/lib/actions/description.ts';
import { TasteChips } from './taste-chips.tsx';
import { TasteText, UnderstoodStatus } from './taste-text.tsx';

type TasteDescriptionProps = { readonly description: Description; readonly longest: number };

/** The self-description: kept as a whole, and taken apart chip by chip. */
export function TasteDescription({ description, longest }: TasteDescriptionProps) {
  const [text, setText] = useState(description.text);
  const [saved, setSaved] = useState(description.text);
  const [choices, setChoices] = useState(description.choices);
  const [unread, setUnread] = useState<readonly string[]>([]);
  const router = useRouter();
  const scope = { id: useId() };
  const save = useMutation({
    scope,
    mutationFn: () => runAction(describeTaste({ text })),
    onSuccess: (understood) => {
      setSaved(text);
      setChoices(understood.choices);
      setUnread(understood.unread);
      notify('Saved. Your next feed knows it.');
      router.refresh();
    },
  });
  const change = useMutation({
    scope,
    mutationFn: ({ choice: { facet, value, wanted }, keep }: { choice: ChoiceInWords; keep: boolean }) =>
      runAction(keep ? addChoice({ facet, value, wanted }) : removeChoice({ facet, value })),
    onMutate: ({ choice, keep }) =>
      setChoices((before) => (keep ? [...before, choice] : before.filter((one) => one !== choice))),
    onError: (error, { choice, keep }) => {
      setChoices((before) => (keep ? before.filter((one) => one !== choice) : [...before, choice]));
      notifyError(error.message);
    },
    onSuccess: (_, { choice, keep }) => {
      if (!keep)
        notify(`“${choice.words}” is taken out.`, { undo: () => change.mutate({ choice, keep: true }) });
      router.refresh();
    },
  });
  return (
    <form action={() => save.mutate()} className="flex flex-col gap-4" aria-label="Your description">
      <TasteText text={text} longest={longest} onChange={setText} error={save.error?.message} />
      <div>
        <Button type="submit" disabled={save.isPending || text.trim() === saved.trim()}>
          {save.isPending ? 'Reading…' : 'Save'}
        </Button>
      </div>
      <div>
        <UnderstoodStatus text={saved} count={choices.length} unread={unread} />
        <TasteChips choices={choices} onRemove={(choice) => change.mutate({ choice, keep: false })} />
      </div>
    </form>
  );
}
