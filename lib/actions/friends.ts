'use server';

import { z } from 'zod';
import { handleField } from '../account/fields.ts';
import { limitRate } from '../monitoring/rate-limit.ts';
import { blockPerson as blockPersonFor, unblockPerson as unblockPersonFor } from '../social/blocks.ts';
import {
  acceptFriendship as acceptFriendshipFor,
  cancelRequest as cancelRequestFor,
  declineFriendship as declineFriendshipFor,
  removeFriend as removeFriendFor,
  requestFriendship as requestFriendshipFor,
} from '../social/friendships.ts';
import { restoreFriendship as restoreFriendshipFor } from '../social/restore.ts';
import { action } from './action.ts';

const somebody = z.object({ personId: z.uuid() });

export const requestFriendship = action(z.object({ handle: handleField }), async ({ handle }, viewer) => {
  await limitRate(`friend-request:${viewer.id}`, { most: 60, seconds: 3600 });
  return { relation: await requestFriendshipFor(viewer.id, handle) };
});

export const acceptFriendship = action(somebody, async ({ personId }, viewer) => ({
  relation: await acceptFriendshipFor(viewer.id, personId),
}));

export const declineFriendship = action(somebody, async ({ personId }, viewer) => {
  await declineFriendshipFor(viewer.id, personId);
  return { relation: 'none' as const };
});

export const cancelRequest = action(somebody, async ({ personId }, viewer) => {
  await cancelRequestFor(viewer.id, personId);
  return { relation: 'none' as const };
});

export const removeFriend = action(somebody, async ({ personId }, viewer) => {
  await removeFriendFor(viewer.id, personId);
  return { relation: 'none' as const };
});

/** Takes back a removal or a decline within a minute. */
export const restoreFriendship = action(somebody, async ({ personId }, viewer) => ({
  relation: await restoreFriendshipFor(viewer.id, personId),
}));

export const blockPerson = action(somebody, async ({ personId }, viewer) => {
  await blockPersonFor(viewer.id, personId);
  return { relation: 'none' as const };
});

export const unblockPerson = action(somebody, async ({ personId }, viewer) => {
  await unblockPersonFor(viewer.id, personId);
  return { relation: 'none' as const };
});
