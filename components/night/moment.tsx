'use client';

import { useEffect, useState } from 'react';

const LASTS_MS = 1600;

/** Curtains fall over the voting and open on the result, on every screen at once. Whoever wants no motion sees none. */
export function Moment({ words }: { readonly words: string }) {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setOver(true), LASTS_MS);
    return () => clearTimeout(timer);
  }, []);
  if (over) return null;
  return (
    <div aria-hidden className="moment">
      <div className="curtain curtain-left" />
      <div className="curtain curtain-right" />
      <p className="moment-words">{words}</p>
    </div>
  );
}
