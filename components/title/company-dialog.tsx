'use client';

import { useState } from 'react';
import { FriendPicker } from '@/components/friends/friend-picker.tsx';
import { Button } from '@/components/ui/button.tsx';
import { Dialog } from '@/components/ui/dialog.tsx';
import type { Companion } from '@/lib/library/companions.ts';
import type { Person } from '@/lib/social/people.ts';
import { useCompanyChange } from './use-company.ts';

type CompanyDialogProps = {
  readonly open: boolean;
  readonly name: string;
  readonly watchId: string;
  readonly company: readonly Companion[];
  readonly onClose: () => void;
};

/** Who was there, of one viewing. */
export function CompanyDialog({ open, name, watchId, company, onClose }: CompanyDialogProps) {
  const change = useCompanyChange(watchId);
  return (
    <Dialog open={open} onClose={onClose} title={`Who watched ${name} with you?`}>
      <CompanyForm
        company={company}
        onSubmit={(people) => {
          onClose();
          if (isOther(company, people)) change(people);
        }}
      />
    </Dialog>
  );
}

type CompanyFormProps = {
  readonly company: readonly Companion[];
  readonly onSubmit: (people: readonly Person[]) => void;
};

function CompanyForm({ company, onSubmit }: CompanyFormProps) {
  const [chosen, setChosen] = useState<ReadonlyMap<string, Person>>(
    () => new Map(company.map((companion) => [companion.id, companion])),
  );
  return (
    <form
      className="flex flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit([...chosen.values()]);
      }}
    >
      <FriendPicker legend="With" chosen={chosen} onChange={setChosen} />
      <p className="text-sm text-soft">
        They are asked. Once they say yes it stands in both diaries; until then only you see it.
      </p>
      <Button type="submit" className="self-start">
        Save
      </Button>
    </form>
  );
}

function isOther(company: readonly Companion[], people: readonly Person[]): boolean {
  return company.length !== people.length || people.some(({ id }) => !company.some((one) => one.id === id));
}
