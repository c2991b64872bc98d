'use client';

import { useId } from 'react';
import { FieldFrame, fieldLook } from '@/components/ui/field-frame.tsx';
import { countText, listText } from '@/lib/format.ts';

type TasteTextProps = {
  readonly text: string;
  /** Characters that it may have at most. */
  readonly longest: number;
  readonly onChange: (text: string) => void;
  readonly error?: string | undefined;
};

/** Where somebody says in their own words what they like. */
export function TasteText({ text, longest, onChange, error }: TasteTextProps) {
  const id = useId();
  const left = longest - text.length;
  const hint =
    left < 100
      ? `${countText(left, 'character')} left.`
      : 'People, titles, genres, languages, decades, moods. And what you would rather not see.';
  return (
    <FieldFrame id={id} label="In your own words" hint={hint} error={error}>
      <textarea
        id={id}
        rows={4}
        maxLength={longest}
        value={text}
        placeholder="Slow-burn science fiction, Telugu romances, nothing gory"
        aria-describedby={`${id}-hint`}
        onChange={(event) => onChange(event.target.value)}
        className={`${fieldLook} resize-y leading-relaxed`}
      />
    </FieldFrame>
  );
}

/** Said aloud by screen readers when it changes. */
export function UnderstoodStatus({
  text,
  count,
  unread,
}: {
  readonly text: string;
  readonly count: number;
  readonly unread: readonly string[];
}) {
  return (
    <div role="status" className="text-sm text-soft">
      {text.trim() !== '' && (
        <p className="mb-3">
          {count > 0
            ? `We understood ${countText(count, 'thing')}. Press one to take it out.`
            : 'We understood nothing of that yet. Name a genre, a person, a language or a title.'}
        </p>
      )}
      {unread.length > 0 && <p className="mb-3">We did not understand: {listText(unread.slice(0, 6))}.</p>}
    </div>
  );
}
