'use client';

import { Heart, Minus, X } from 'lucide-react';
import { joinClasses } from '@/components/ui/join-classes.ts';
import type { ChoiceInWords } from '@/lib/account/description.ts';

type TasteChipsProps = {
  readonly choices: readonly ChoiceInWords[];
  readonly onRemove: (choice: ChoiceInWords) => void;
};

/** What was understood: a press takes it out. What is not wanted says so in words, by its sign and by its border. */
export function TasteChips({ choices, onRemove }: TasteChipsProps) {
  return (
    <ul aria-label="What we understood" className="flex flex-wrap gap-2.5">
      {choices.map((choice) => (
        <li key={`${choice.facet} ${choice.value}`}>
          <button
            type="button"
            aria-label={`${choice.words}. Remove`}
            onClick={() => onRemove(choice)}
            className={joinClasses(
              'touch inline-flex min-h-9 items-center gap-1.5 rounded-control border px-3 text-left text-sm transition',
              choice.wanted
                ? 'border-edge bg-raised text-ink hover:border-ink'
                : 'border-dashed border-edge bg-transparent text-ink hover:border-ink',
            )}
          >
            {choice.wanted ? <Heart aria-hidden size={14} /> : <Minus aria-hidden size={14} />}
            {choice.words}
            <X aria-hidden size={14} className="text-soft" />
          </button>
        </li>
      ))}
    </ul>
  );
}
