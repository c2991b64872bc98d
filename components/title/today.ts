import type { WatchDate } from '@/lib/library/watch-date.ts';

/** The day it is where the viewer is. */
export function todayText(now: Date = new Date()): string {
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

export function onToday(): WatchDate {
  return { watchedOn: todayText(), precision: 'day' };
}
