'use server';

import { z } from 'zod';
import { chooseTaste } from '../account/taste.ts';
import { finishWelcome as finishWelcomeOf } from '../account/welcome.ts';
import { setLiked } from '../library/like.ts';
import { action } from './action.ts';

const choices = z.object({
  picks: z.array(z.int().positive()).max(100),
  genres: z.array(z.string()).max(30),
  languages: z.array(z.string()).max(30),
});

/** Keeps what was picked: titles as loved, genres and languages as chosen. Skipping everything is fine. */
export const finishWelcome = action(choices, async ({ picks, genres, languages }, viewer) => {
  for (const titleId of picks) await setLiked(viewer.id, titleId, true);
  if (genres.length > 0 || languages.length > 0) await chooseTaste(viewer.id, { genres, languages });
  await finishWelcomeOf(viewer.id);
  return { next: '/?feed=for-you' };
});
