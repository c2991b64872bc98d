import { type RefObject, useEffect, useRef } from 'react';

const HALF = 0.5;
const SEND_AFTER_MS = 1500;

/** Tells the server which items of a slate were really on the screen: half of the card, each once. */
export function useImpressions(slateId: string): RefObject<HTMLElement | null> {
  const list = useRef<HTMLElement>(null);
  useEffect(() => {
    const box = list.current;
    if (!box) return;
    const waiting = new Set<number>();
    const sent = new Set<number>();
    const send = () => {
      if (waiting.size === 0) return;
      const body = JSON.stringify({ type: 'impressions', slateId, positions: [...waiting] });
      navigator.sendBeacon('/api/events', new Blob([body], { type: 'application/json' }));
      for (const position of waiting) sent.add(position);
      waiting.clear();
    };
    const seen = new IntersectionObserver(
      (entries) => {
        for (const { target, isIntersecting } of entries) {
          const position = Number((target as HTMLElement).dataset.position);
          if (isIntersecting && !sent.has(position)) waiting.add(position);
        }
      },
      { threshold: HALF },
    );
    const watch = () => {
      for (const item of box.querySelectorAll('[data-position]')) seen.observe(item);
    };
    watch();
    const grown = new MutationObserver(watch);
    grown.observe(box, { childList: true, subtree: true });
    const timer = setInterval(send, SEND_AFTER_MS);
    document.addEventListener('visibilitychange', send);
    return () => {
      send();
      clearInterval(timer);
      grown.disconnect();
      seen.disconnect();
      document.removeEventListener('visibilitychange', send);
    };
  }, [slateId]);
  return list;
}
