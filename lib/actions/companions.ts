'use server';

import { z } from 'zod';
import {
  answerCompanion as answer,
  tagCompanions as tag,
  takeBackAnswer as takeBack,
  untagCompanion as untag,
} from '../library/tag-companions.ts';
import { limitRate } from '../monitoring/rate-limit.ts';
import { action } from './action.ts';

const watchId = z.uuid();
const person = z.object({ watchId, personId: z.uuid() });

export const tagCompanions = action(
  z.object({ watchId, userIds: z.array(z.uuid()).min(1).max(20) }),
  async ({ watchId, userIds }, viewer) => {
    await limitRate(`companions:${viewer.id}`, { most: 60, seconds: 3600 });
    await tag(viewer.id, watchId, userIds);
    return null;
  },
);

/** Of somebody on one's own viewing, or oneself of somebody else's. */
export const untagCompanion = action(person, async ({ watchId, personId }, viewer) => {
  await untag(viewer.id, watchId, personId);
  return null;
});

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
