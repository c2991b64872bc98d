import { useState } from 'react';

/** Which of the letters shown were taken back, ahead of the server by one answer. */
export function useSentGone(): [ReadonlySet<string>, (id: string, gone: boolean) => void] {
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const set = (id: string, isGone: boolean) =>
    setGone((before) => new Set(isGone ? [...before, id] : [...before].filter((other) => other !== id)));
  return [gone, set];
}
