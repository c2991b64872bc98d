import { useEffect, useRef } from 'react';
import { isTyping } from '@/components/shortcuts/is-typing.ts';

type Keys = {
  readonly rate: (stars: number | null) => void;
  readonly watch: () => void;
  readonly list: () => void;
};

/** Digits rate, `0` takes the rating back, `w` watched, `l` list: on the title's page, never while typing. */
export function useTitleKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (isTyping(event.target)) return;
      if (/^[0-5]$/.test(event.key)) latest.current.rate(Number(event.key) || null);
      else if (event.key === 'w') latest.current.watch();
      else if (event.key === 'l') latest.current.list();
      else return;
      event.preventDefault();
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
}
