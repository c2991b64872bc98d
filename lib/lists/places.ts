/**
 * Fractional indexing: every item of a list holds a key, keys are ordered by their bytes, and there is always another
 * one between two. A key reads as the digits of a fraction in base 62 without zeros at its end.
 */
const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const BASE = DIGITS.length;
/** Keys at the ends of a list are numbers of so many digits, a step apart: adding does not make them longer. */
const WIDTH = 4;
const STEP = 1000;
const LARGEST = BASE ** WIDTH - 1;

/** Beyond this length all keys of the list are written anew. */
export const LONGEST_PLACE = 16;

/** A key after `before` and in front of `after`; null stands for the ends of the list. */
export function placeBetween(before: string | null, after: string | null): string {
  if (before !== null && after !== null) return midway(before, after);
  if (before !== null) return placeAfter(before);
  if (after !== null) return placeBefore(after);
  return keyOf(Math.floor(LARGEST / 2));
}

/** `count` keys in order, evenly spread. */
export function evenPlaces(count: number): string[] {
  const step = Math.floor(LARGEST / (count + 1));
  return Array.from({ length: count }, (_, index) => keyOf((index + 1) * step));
}

function placeAfter(key: string): string {
  const next = numberOf(key) + STEP;
  return next < LARGEST ? keyOf(next) : midway(key, null);
}

function placeBefore(key: string): string {
  const next = numberOf(key) - STEP;
  return next > 0 ? keyOf(next) : midway('', key);
}

/** Digits that both share stay; the first that differs is halved, or, where nothing fits between, the rest of the lower one is. */
function midway(low: string, high: string | null): string {
  let shared = 0;
  while (high !== null && digitAt(low, shared) === digitAt(high, shared)) shared += 1;
  const [from, to] = [digitAt(low, shared), high === null ? BASE : digitAt(high, shared)];
  const prefix = high === null ? '' : high.slice(0, shared);
  const middle = Math.floor((from + to) / 2);
  if (middle > from) return prefix + DIGITS[middle];
  return prefix + DIGITS[from] + midway(low.slice(shared + 1), null);
}

function digitAt(key: string, index: number): number {
  return index < key.length ? DIGITS.indexOf(key[index]!) : 0;
}

function numberOf(key: string): number {
  let number = 0;
  for (let index = 0; index < WIDTH; index += 1) number = number * BASE + digitAt(key, index);
  return number;
}

function keyOf(number: number): string {
  let [key, rest] = ['', number];
  for (let index = 0; index < WIDTH; index += 1) {
    key = DIGITS[rest % BASE] + key;
    rest = Math.floor(rest / BASE);
  }
  return key.replace(/0+$/, '');
}
