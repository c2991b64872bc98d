'use server';

import { z } from 'zod';
import { limitRate } from '../monitoring/rate-limit.ts';
import { acceptInvitation as acceptInvitationFor } from '../social/accept-invite.ts';
import {
  createInvite as createInviteFor,
  LONGEST_DAYS,
  restoreInvite as restoreInviteOf,
  revokeInvite as revokeInviteOf,
} from '../social/invites.ts';
import { action } from './action.ts';

const wanted = z.object({
  expiresInDays: z.int().min(1).max(LONGEST_DAYS),
  singleUse: z.boolean(),
});

export const createInvite = action(wanted, async (invite, viewer) => {
  await limitRate(`invite:${viewer.id}`, { most: 30, seconds: 3600 });
  return createInviteFor(viewer.id, invite);
});

const kept = z.object({ inviteId: z.uuid() });

export const revokeInvite = action(kept, async ({ inviteId }, viewer) => {
  await revokeInviteOf(viewer.id, inviteId);
  return null;
});

/** Takes back a revocation within a minute. */
export const restoreInvite = action(kept, async ({ inviteId }, viewer) => {
  await restoreInviteOf(viewer.id, inviteId);
  return null;
});

/** Somebody new goes on to the welcome, where their friend counts already. */
export const acceptInvitation = action(
  z.object({ token: z.string().max(100) }),
  async ({ token }, viewer) => {
    await limitRate(`invitation:${viewer.id}`, { most: 30, seconds: 3600 });
    const friend = await acceptInvitationFor(viewer.id, token);
    return { friend, next: viewer.welcomed ? `/people/${friend.handle}` : '/welcome' };
  },
);
