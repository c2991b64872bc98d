'use server';

import { z } from 'zod';
import { removeNote as remove, writeNote as write } from '../library/note.ts';
import { action } from './action.ts';

const titleId = z.int().positive();

/** `since` comes with an undo, so that the note returns to its moment. */
export const writeNote = action(
  z.object({ titleId, text: z.string().max(5000), spoils: z.boolean(), since: z.date().optional() }),
  ({ titleId, text, spoils, since }, viewer) => write(viewer.id, titleId, { text, spoils }, since),
);

export const removeNote = action(z.object({ titleId }), async ({ titleId }, viewer) => {
  await remove(viewer.id, titleId);
  return null;
});
