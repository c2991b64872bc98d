import { useEffect, useRef, useState } from 'react';

const PATIENCE_MS = 450;

/** What is being chosen by keys, before it is meant: holding an arrow key is one choice, not ten. */
export function useDraft<T>(value: T, commit: (value: T) => void) {
  const [draft, setDraft] = useState<{ readonly value: T } | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const pending = useRef<() => void>(undefined);

  const settle = () => {
    clearTimeout(timer.current);
    pending.current?.();
    pending.current = undefined;
    setDraft(null);
  };
  const choose = (next: T, when: 'now' | 'soon') => {
    setDraft({ value: next });
    pending.current = () => commit(next);
    clearTimeout(timer.current);
    if (when === 'now') settle();
    else timer.current = setTimeout(settle, PATIENCE_MS);
  };
  useEffect(
    () => () => {
      clearTimeout(timer.current);
      pending.current?.();
    },
    [],
  );
  return { shown: draft ? draft.value : value, choose, settle };
}
