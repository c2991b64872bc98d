'use client';

import { Search } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { Suggestion, type SuggestionEntry } from './suggestion.tsx';
import { type Suggestions, useSuggestions } from './use-suggestions.ts';

/** A form that works without any script, and a combobox with it. */
export function SearchBox() {
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  const router = useRouter();
  const id = useId();
  const entries = entriesOf(useSuggestions(text), text);
  const shown = open && entries.length > 0;

  const close = () => {
    setOpen(false);
    setActive(-1);
  };
  const choose = (entry: SuggestionEntry) => {
    close();
    setText('');
    input.current?.blur();
    router.push(entry.href);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const entry = entries[active];
    if (step && entries.length > 0) {
      event.preventDefault();
      setOpen(true);
      setActive((now) => (now + step + entries.length + (now < 0 && step < 0 ? 1 : 0)) % entries.length);
    } else if (event.key === 'Enter' && shown && entry) {
      event.preventDefault();
      choose(entry);
    } else if (event.key === 'Escape') {
      if (shown) close();
      else if (text) setText('');
      else input.current?.blur();
    }
  };

  return (
    <search className="w-full max-w-68">
      <form
        action="/search"
        className="relative"
        onSubmit={(event) => {
          event.preventDefault();
          close();
          if (text.trim()) router.push(`/search?q=${encodeURIComponent(text.trim())}`);
        }}
        onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && close()}
      >
        <Search
          aria-hidden
          size={17}
          className="pointer-events-none absolute top-1/2 left-3.5 -translate-y-1/2 text-soft"
        />
        <input
          ref={input}
          name="q"
          type="search"
          role="combobox"
          aria-label="Search titles and people"
          aria-autocomplete="list"
          aria-expanded={shown}
          aria-controls={`${id}-list`}
          aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
          data-shortcut="search"
          placeholder="Titles and people"
          autoComplete="off"
          enterKeyHint="search"
          value={text}
          onChange={(event) => {
            setText(event.target.value);
            setActive(-1);
            setOpen(true);
          }}
          onFocus={() => setOpen(true)}
          onKeyDown={onKeyDown}
          className="peer min-h-11 w-full rounded-control border border-line bg-transparent py-2 pr-11 pl-10 text-[0.9375rem] transition placeholder:text-soft hover:border-edge focus:border-edge focus:bg-raised"
        />
        <kbd
          aria-hidden
          className="pointer-events-none absolute top-1/2 right-3.5 -translate-y-1/2 rounded-md border border-line px-1.5 font-text text-xs text-soft peer-focus:hidden"
        >
          /
        </kbd>
        <div
          id={`${id}-list`}
          role="listbox"
          aria-label="Suggestions"
          hidden={!shown}
          className="absolute top-[calc(100%+0.5rem)] right-0 w-88 max-w-[calc(100vw-2rem)] rounded-panel border border-line bg-raised p-1.5 shadow-[0_18px_40px_-16px_rgb(20_10_5/0.5)]"
        >
          {shown &&
            entries.map((entry, index) => (
              <Suggestion
                key={entry.href}
                id={`${id}-${index}`}
                entry={entry}
                active={index === active}
                onChoose={() => choose(entry)}
              />
            ))}
        </div>
      </form>
    </search>
  );
}

function entriesOf({ titles, people }: Suggestions, text: string): SuggestionEntry[] {
  const found: SuggestionEntry[] = [
    ...titles.slice(0, 6).map((title) => ({ href: `/titles/${title.slug}`, title, label: title.name })),
    ...people.slice(0, 3).map((name) => ({ href: `/search?q=${encodeURIComponent(name)}`, label: name })),
  ];
  if (found.length === 0) return [];
  const all = `/search?q=${encodeURIComponent(text.trim())}`;
  return [
    ...found.filter((entry) => entry.href !== all),
    { href: all, label: `Everything for “${text.trim()}”` },
  ];
}
