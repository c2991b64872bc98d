import { useEffect, useRef } from 'react';
import { isTyping } from '@/components/shortcuts/is-typing.ts';

type Keys = { readonly answer: (yes: boolean) => void; readonly undo: () => void };

/** ← no, → yes, ↑ or u undo. A key that is held down says nothing more. */
export function useDeckKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (isTyping(event.target)) return;
      if (event.key === 'ArrowLeft') latest.current.answer(false);
      else if (event.key === 'ArrowRight') latest.current.answer(true);
      else if (event.key === 'ArrowUp' || event.key === 'u') latest.current.undo();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
