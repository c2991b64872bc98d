'use server';

import { z } from 'zod';
import { type Companion, ownCompanions } from '../library/companions.ts';
import {
  answerCompanion as answer,
  setCompanions as set,
  tagCompanions as tag,
  takeBackAnswer as takeBack,
} from '../library/tag-companions.ts';
import { limitRate } from '../monitoring/rate-limit.ts';
import type { Viewer } from '../session.ts';
import { action } from './action.ts';

const watchId = z.uuid();
const company = z.object({ watchId, userIds: z.array(z.uuid()).max(20) });
type Company = z.output<typeof company>;

/** Asks these friends whether they were there. */
export const tagCompanions = action(company, (input, viewer) => name(input, viewer, tag));

/** These friends and nobody else. */
export const setCompanions = action(company, (input, viewer) => name(input, viewer, set));

async function name(
  { watchId, userIds }: Company,
  viewer: Viewer,
  verb: typeof tag,
): Promise<readonly Companion[]> {
  await limitRate(`companions:${viewer.id}`, { most: 120, seconds: 3600 });
  await verb(viewer.id, watchId, userIds);
  return (await ownCompanions(viewer.id, [watchId])).get(watchId) ?? [];
}

export const answerCompanion = action(
  z.object({ watchId, accept: z.boolean() }),
  async ({ watchId, accept }, viewer) => {
    await answer(viewer.id, watchId, accept);
    return null;
  },
);

/** Takes back what was answered: the question waits again. */
export const takeBackAnswer = action(z.object({ watchId }), async ({ watchId }, viewer) => {
  await takeBack(viewer.id, watchId);
  return null;
});
