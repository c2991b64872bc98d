import { z } from 'zod';

export const MOST_ITEMS = 500;
export const MOST_MEMBERS = 50;
export const MOST_LINKS = 20;
/** Lists that one person owns. */
export const MOST_LISTS = 200;
export const LONGEST_NOTE = 500;

const visible = /^[^\p{Cc}\p{Cs}]*$/u;

export const listNameField = z
  .string()
  .trim()
  .min(1, 'Give the list a name.')
  .max(80, 'A name has at most 80 characters.')
  .regex(visible, 'A name has visible characters only.');

export const listDescriptionField = z.string().trim().max(500, 'A description has at most 500 characters.');

export const noteField = z
  .string()
  .trim()
  .max(LONGEST_NOTE, `A note has at most ${LONGEST_NOTE} characters.`);
