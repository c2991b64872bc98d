'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import { describeList } from '@/lib/actions/lists.ts';
import type { Words } from '@/lib/lists/deeds.ts';
import type { Described } from '@/lib/lists/describe-list.ts';
import type { ListView } from '@/lib/lists/read-list.ts';
import type { ListOf } from './use-list.ts';
import { WordsForm } from './words-form.tsx';

type DescribeDialogProps = {
  readonly view: ListView;
  readonly change: ListOf['change'];
  readonly onClose: () => void;
};

/** Where somebody else was faster, both versions stand side by side, and nothing is lost either way. */
export function DescribeDialog({ view, change, onClose }: DescribeDialogProps) {
  const [was, setWas] = useState<Words>({ name: view.name, description: view.description });
  const [written, setWritten] = useState(was);
  const [conflict, setConflict] = useState<Described['conflict']>(null);
  const save = (before: Words) => {
    const to = { name: written.name.trim(), description: written.description.trim() };
    if (to.name === '') return;
    change<Described>({
      send: () => describeList({ listId: view.id, was: before, to }),
      done: (value) => {
        setConflict(value.conflict);
        if (value.conflict) setWas({ name: value.conflict.name, description: value.conflict.description });
        else onClose();
      },
    });
  };
  return (
    <Dialog open title="Name and description" onClose={onClose}>
      <WordsForm value={written} onChange={setWritten} onSubmit={() => save(was)}>
        {conflict ? (
          <div role="alert" className="flex flex-col gap-3 rounded-panel border border-line p-4">
            <p>
              {conflict.by ?? 'Somebody'} was faster. It is now <strong>{conflict.name}</strong>
              {conflict.description !== '' && <>, “{conflict.description}”</>}.
            </p>
            <div className="flex flex-wrap gap-2">
              <Button size="s" type="submit">
                Use what I wrote
              </Button>
              <Button size="s" variant="quiet" onClick={onClose}>
                Keep “{conflict.name}”
              </Button>
            </div>
          </div>
        ) : (
          <Button type="submit" className="self-start">
            Save
          </Button>
        )}
      </WordsForm>
    </Dialog>
  );
}
