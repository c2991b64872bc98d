'use client';

import { type ReactNode, useId } from 'react';
import { Field } from '@/components/ui/field.tsx';
import { FieldFrame, fieldLook } from '@/components/ui/field-frame.tsx';
import type { Words } from '@/lib/lists/deeds.ts';

type WordsFormProps = {
  readonly value: Words;
  readonly onChange: (value: Words) => void;
  readonly onSubmit: () => void;
  readonly children: ReactNode;
};

/** What a list is called and what it is about. */
export function WordsForm({ value, onChange, onSubmit, children }: WordsFormProps) {
  const id = useId();
  return (
    <form
      className="flex flex-col gap-5"
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      <Field
        label="Name"
        name="name"
        value={value.name}
        onChange={(event) => onChange({ ...value, name: event.target.value })}
        required
        maxLength={80}
        autoComplete="off"
      />
      <FieldFrame id={id} label="What it is for (if it needs saying)">
        <textarea
          id={id}
          rows={2}
          maxLength={500}
          value={value.description}
          onChange={(event) => onChange({ ...value, description: event.target.value })}
          className={fieldLook}
        />
      </FieldFrame>
      {children}
    </form>
  );
}
