'use client';

import { Plus, Search } from 'lucide-react';
import { type KeyboardEvent, useId, useState } from 'react';
import { useSuggestions } from '@/components/layout/use-suggestions.ts';
import { Poster } from '@/components/poster/poster.tsx';
import { fieldLook } from '@/components/ui/field-frame.tsx';
import { joinClasses } from '@/components/ui/join-classes.ts';
import type { TitleSummary } from '@/lib/catalog/summary.ts';

type AddTitleProps = {
  readonly onList: ReadonlySet<number>;
  readonly onAdd: (title: TitleSummary) => void;
};

/** Type, choose, type on: the focus stays, so that a list is filled without a detour. */
export function AddTitle({ onList, onAdd }: AddTitleProps) {
  const [text, setText] = useState('');
  const [active, setActive] = useState(0);
  const { titles } = useSuggestions(text);
  const id = useId();
  const wanted = text.trim().length > 1;
  const shown = wanted && titles.length > 0;
  const add = (title: TitleSummary) => {
    if (onList.has(title.id)) return;
    onAdd(title);
    setText('');
    setActive(0);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown) {
      event.preventDefault();
      setActive((now) => (now + step + titles.length) % titles.length);
    } else if (event.key === 'Enter') {
      event.preventDefault();
      const title = titles[active];
      if (shown && title) add(title);
    } else if (event.key === 'Escape') setText('');
  };
  return (
    <div className="relative max-w-xl">
      <Search aria-hidden size={17} className="pointer-events-none absolute top-3.5 left-4 text-soft" />
      <input
        type="search"
        role="combobox"
        aria-label="Add a title"
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown ? `${id}-${active}` : undefined}
        placeholder="Add a title"
        autoComplete="off"
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setActive(0);
        }}
        onKeyDown={onKeyDown}
        className={joinClasses(fieldLook, 'pl-11')}
      />
      <div
        id={`${id}-list`}
        role="listbox"
        aria-label="Titles to add"
        hidden={!shown}
        className="absolute inset-x-0 top-[calc(100%+0.375rem)] z-20 rounded-panel border border-line bg-raised p-1.5 shadow-[0_18px_40px_-16px_rgb(20_10_5/0.5)]"
      >
        {shown &&
          titles.map((title, index) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: the focus stays in the input, which handles the keys
            <div
              key={title.id}
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === active}
              aria-disabled={onList.has(title.id)}
              className="flex min-h-12 cursor-pointer items-center gap-3 rounded-[10px] px-2.5 py-1.5 text-sm hover:bg-paper aria-disabled:cursor-default aria-selected:bg-paper"
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => add(title)}
            >
              <span className="w-7 flex-none">
                <Poster title={title} size="thumb" />
              </span>
              <span className="min-w-0 flex-1 truncate font-medium">
                {title.name} <span className="font-normal text-soft">{title.year}</span>
              </span>
              <span className="text-soft">
                {onList.has(title.id) ? 'On the list' : <Plus aria-hidden size={16} />}
              </span>
            </div>
          ))}
      </div>
      <p role="status" className="sr-only">
        {wanted ? `${titles.length} found` : ''}
      </p>
    </div>
  );
}
