import { Search } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { Poster } from '@/components/poster/poster.tsx';
import type { TitleSummary } from '@/lib/catalog/summary.ts';

export type SuggestionEntry = {
  readonly href: string;
  readonly label: string;
  readonly title?: TitleSummary;
};

type SuggestionProps = {
  readonly id: string;
  readonly entry: SuggestionEntry;
  readonly active: boolean;
  readonly onChoose: () => void;
};

/** One line of the list. The focus stays in the input, so the keys are handled there. */
export function Suggestion({ id, entry, active, onChoose }: SuggestionProps) {
  const line = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (active) line.current?.scrollIntoView({ block: 'nearest' });
  }, [active]);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents lint/a11y/useFocusableInteractive: see above
    <div
      ref={line}
      id={id}
      role="option"
      aria-selected={active}
      className="flex min-h-12 cursor-pointer items-center gap-3 rounded-[10px] px-2.5 py-1.5 text-sm hover:bg-paper aria-selected:bg-paper"
      onPointerDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className="grid w-7 flex-none place-items-center text-soft">
        {entry.title ? <Poster title={entry.title} size="thumb" /> : <Search aria-hidden size={16} />}
      </span>
      <span className="min-w-0 flex-1 truncate font-medium">{entry.label}</span>
      {entry.title && <span className="text-soft tabular-nums">{entry.title.year}</span>}
    </div>
  );
}
