'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button.tsx';
import { Field } from '@/components/ui/field.tsx';

/** Somebody without a phone of their own: this one is handed to them. */
export function AddAtPhone({ onAdd }: { readonly onAdd: (name: string) => void }) {
  const [name, setName] = useState('');
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() === '') return;
    onAdd(name.trim());
    setName('');
  };
  return (
    <form onSubmit={add} className="mt-4 flex items-end gap-2">
      <Field
        label="Somebody without a phone"
        name="name"
        className="flex-1"
        maxLength={30}
        autoComplete="off"
        placeholder="Their name"
        value={name}
        onChange={(event) => setName(event.target.value)}
      />
      <Button type="submit" variant="quiet" disabled={name.trim() === ''}>
        Add
      </Button>
    </form>
  );
}
