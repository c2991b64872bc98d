'use server';

import { z } from 'zod';
import { describeTaste, MOST_CHARACTERS } from '../account/description.ts';
import { chooseTaste } from '../account/taste.ts';
import { finishWelcome as finishWelcomeOf } from '../account/welcome.ts';
import { setLiked } from '../library/like.ts';
import { FACETS } from '../recommender/types.ts';
import { action } from './action.ts';

const choices = z.object({
  picks: z.array(z.int().positive()).max(100),
  genres: z.array(z.string()).max(30),
  languages: z.array(z.string()).max(30),
  description: z.string().max(MOST_CHARACTERS),
  without: z.array(z.object({ facet: z.enum(FACETS), value: z.string().max(120) })).max(100),
});

/**
 * Keeps what was picked: titles as loved, genres and languages as chosen, the description but what was taken out of
 * it. Skipping everything is fine.
 */
export const finishWelcome = action(choices, async (input, viewer) => {
  const { picks, genres, languages, description, without } = input;
  for (const titleId of picks) await setLiked(viewer.id, titleId, true);
  if (genres.length > 0 || languages.length > 0) await chooseTaste(viewer.id, { genres, languages });
  if (description.trim() !== '') await describeTaste(viewer.id, description, without);
  await finishWelcomeOf(viewer.id);
  return { next: '/?feed=for-you' };
});
