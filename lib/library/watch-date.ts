import { DomainError } from '../errors.ts';

export type Precision = 'day' | 'month' | 'year' | 'unknown';
export type WatchDate = { readonly watchedOn: string | null; readonly precision: Precision };
export type Watch = WatchDate & {
  readonly id: string;
  /** False: somebody else in the household watched it. */
  readonly counts: boolean;
};

const EARLIEST = '1900-01-01';
/** The calendar is ahead of UTC by up to 14 hours somewhere: their today is not the future. */
const AHEAD_MS = 14 * 3_600_000;

/** The first day of what is known: `2024-03` at month precision is 2024-03-01. Refuses what is no date and the future. */
export function normaliseWatchDate({ watchedOn, precision }: WatchDate, now: number = Date.now()): WatchDate {
  if (precision === 'unknown') return { watchedOn: null, precision };
  const day = firstDay(watchedOn ?? '', precision);
  if (!isDay(day))
    throw refusal(`Give the ${precision} in which you watched it, or choose “I don’t remember”.`);
  if (day > new Date(now + AHEAD_MS).toISOString().slice(0, 10))
    throw refusal('That day is still to come. Choose today or earlier.');
  if (day < EARLIEST) throw refusal('That is too long ago: choose a year from 1900 on.');
  return { watchedOn: day, precision };
}

function firstDay(text: string, precision: Precision): string {
  if (precision === 'year') return `${text.slice(0, 4)}-01-01`;
  return precision === 'month' ? `${text.slice(0, 7)}-01` : text;
}

function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

function refusal(message: string): DomainError {
  return new DomainError('invalid', message, { field: 'watchedOn' });
}
