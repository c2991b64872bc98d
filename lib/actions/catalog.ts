'use server';

import { z } from 'zod';
import { flagTitle as flagTitleAs } from '../catalog/flag.ts';
import { action } from './action.ts';

const flag = z.object({ titleId: z.int().positive(), flagged: z.boolean() });

/** The operator's word on a harmful title; the verb refuses everybody else. */
export const flagTitle = action(flag, async ({ titleId, flagged }, viewer) => {
  await flagTitleAs(viewer.id, titleId, flagged);
  return null;
});
