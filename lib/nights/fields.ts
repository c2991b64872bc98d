import { z } from 'zod';
import type { NightConstraints } from '../../db/schema/nights.ts';
import { GENRES, KINDS } from '../../db/seed/vocabulary.ts';
import { GROUP_RULES } from '../recommender/group/rules.ts';
import { MOST_MEMBERS } from './members.ts';

export const nightIdField = z.uuid();
export const ruleField = z.enum(GROUP_RULES);

const name = (empty: string, most: number) =>
  z
    .string()
    .trim()
    .min(1, empty)
    .max(most, `At most ${most} characters.`)
    .refine((text) => !/\p{Cc}/u.test(text), 'Only letters, digits and signs, please.');

export const nightNameField = name('Give the night a name.', 60);
export const groupNameField = name('Give the group a name.', 60);
export const guestNameField = name('Say what the others should call you.', 30);
export const peopleField = z
  .array(z.uuid())
  .max(MOST_MEMBERS - 1, `A night holds at most ${MOST_MEMBERS} people.`)
  .transform((ids) => [...new Set(ids)]);

export const constraintsField = z
  .object({
    longest: z.int().min(1, 'Give the longest time in minutes.').max(1000).optional(),
    maturity: z.int().min(0).max(18).optional(),
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/))
      .max(20)
      .readonly()
      .optional(),
    kind: z.enum(KINDS).optional(),
    genres: z
      .array(z.string().refine(isGenre, 'There is no such genre here.'))
      .max(GENRES.length)
      .readonly()
      .optional(),
    unseen: z.boolean().optional(),
    fromLists: z
      .array(z.union([z.literal('watchlists'), z.uuid()]))
      .max(20)
      .readonly()
      .optional(),
  })
  .transform(leaveOutWhatDoesNotMatter);

function isGenre(word: string): boolean {
  return GENRES.some((genre) => genre === word);
}

function leaveOutWhatDoesNotMatter(given: NightConstraints): NightConstraints {
  const matters = ([, value]: [string, unknown]) =>
    Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
  return Object.fromEntries(Object.entries(given).filter(matters));
}

export const voteField = z.object({
  memberId: z.uuid(),
  titleId: z
    .int()
    .positive()
    .max(2 ** 31 - 1),
  round: z.enum(['deck', 'final']),
  answer: z.boolean().nullable(),
  turn: z.int().min(0),
});
