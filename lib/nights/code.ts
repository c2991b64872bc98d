import { randomInt } from 'node:crypto';

/** No letter or digit that is mistaken for another on a screen across the room. */
const LETTERS = 'ACDEFGHJKMNPQRTUVWXY34679';
const LENGTH = 6;

export function makeCode(): string {
  return Array.from({ length: LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
}

/** As it was meant: any case, with or without spaces and dashes. Null for what cannot be a code. */
export function normaliseCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/g, '');
  return code.length === LENGTH && [...code].every((letter) => LETTERS.includes(letter)) ? code : null;
}
