'use server';

import { z } from 'zod';
import {
  addChoice as addChoiceOf,
  describeTaste as describeTasteOf,
  MOST_CHARACTERS,
  removeChoice as removeChoiceOf,
} from '../account/description.ts';
import { limitRate } from '../monitoring/rate-limit.ts';
import { FACETS } from '../recommender/types.ts';
import { action } from './action.ts';

const said = z.object({ facet: z.enum(FACETS), value: z.string().min(1).max(120) });

/** Keeps a description in place of the one before, and answers with what was understood. */
export const describeTaste = action(
  z.object({ text: z.string().max(MOST_CHARACTERS) }),
  async ({ text }, viewer) => {
    await limitRate(`describe:${viewer.id}`, { most: 30, seconds: 60 });
    return describeTasteOf(viewer.id, text);
  },
);

export const removeChoice = action(said, async (choice, viewer) => {
  await removeChoiceOf(viewer.id, choice);
  return null;
});

export const addChoice = action(said.extend({ wanted: z.boolean() }), async (choice, viewer) => {
  await addChoiceOf(viewer.id, choice);
  return null;
});
