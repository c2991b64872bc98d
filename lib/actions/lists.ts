'use server';

import { headers } from 'next/headers';
import { z } from 'zod';
import { clientAddress } from '../account/client-address.ts';
import { handleField } from '../account/fields.ts';
import { setArchived as setArchivedFor } from '../lists/archive-list.ts';
import { createList as createListFor } from '../lists/create-list.ts';
import { bringListBack as bringListBackFor, deleteList as deleteListFor } from '../lists/delete-list.ts';
import { describeList as describeListFor } from '../lists/describe-list.ts';
import { listDescriptionField, listNameField, noteField } from '../lists/fields.ts';
import { addToList as addToListFor, putBack, removeFromList as removeFromListFor } from '../lists/items.ts';
import { joinByLink } from '../lists/join-by-link.ts';
import { makeLink, revokeLink } from '../lists/links.ts';
import {
  answerListInvitation as answerFor,
  handOver,
  inviteToList as inviteToListFor,
  leaveList as leaveListFor,
  removeMember,
  setRole,
} from '../lists/members.ts';
import { moveItem } from '../lists/move-item.ts';
import { setNote } from '../lists/notes.ts';
import { reopenListInvitation as reopenInvitationFor } from '../lists/reopen-invitation.ts';
import { restoreMember, returnToList as returnToListFor } from '../lists/return-to-list.ts';
import { setVote } from '../lists/votes.ts';
import { limitRate } from '../monitoring/rate-limit.ts';
import { action } from './action.ts';

const list = z.object({ listId: z.uuid() });
const item = list.extend({ itemId: z.uuid() });
const member = list.extend({ member: z.uuid() });
const role = z.enum(['editor', 'viewer']);
const words = z.object({ name: listNameField, description: listDescriptionField });

export const createList = action(list.extend(words.shape), async (input, viewer) => {
  await limitRate(`list-create:${viewer.id}`, { most: 60, seconds: 3600 });
  return createListFor(viewer.id, input);
});

/** `was` is what stood there when the person began to write. */
export const describeList = action(
  list.extend({ was: z.object({ name: z.string(), description: z.string() }), to: words }),
  (input, viewer) => describeListFor(viewer.id, input),
);

export const setListArchived = action(
  list.extend({ archived: z.boolean() }),
  ({ listId, archived }, viewer) => setArchivedFor(viewer.id, listId, archived),
);

export const deleteList = action(list, ({ listId }, viewer) => deleteListFor(viewer.id, listId));

/** Takes a deletion back. */
export const bringListBack = action(list, ({ listId }, viewer) => bringListBackFor(viewer.id, listId));

export const addToList = action(item.extend({ titleId: z.int().positive() }), (input, viewer) =>
  addToListFor(viewer.id, input),
);

export const removeFromList = action(item, (input, viewer) => removeFromListFor(viewer.id, input));

/** Takes a removal back. */
export const putBackOnList = action(item, (input, viewer) => putBack(viewer.id, input));

export const moveOnList = action(
  item.extend({ side: z.enum(['before', 'after']), besideId: z.uuid() }),
  (input, viewer) => moveItem(viewer.id, input),
);

export const noteOnList = action(item.extend({ text: noteField }), (input, viewer) =>
  setNote(viewer.id, input),
);

export const voteOnList = action(
  item.extend({ vote: z.union([z.literal(1), z.literal(-1)]).nullable() }),
  (input, viewer) => setVote(viewer.id, input),
);

export const inviteToList = action(list.extend({ handle: handleField, role }), async (input, viewer) => {
  await limitRate(`list-invite:${viewer.id}`, { most: 60, seconds: 3600 });
  return inviteToListFor(viewer.id, input);
});

export const answerListInvitation = action(list.extend({ accept: z.boolean() }), (input, viewer) =>
  answerFor(viewer.id, input),
);

/** Takes an answer back within a minute. */
export const reopenListInvitation = action(list, ({ listId }, viewer) =>
  reopenInvitationFor(viewer.id, listId),
);

export const setListRole = action(member.extend({ role }), (input, viewer) => setRole(viewer.id, input));

export const removeListMember = action(member, (input, viewer) => removeMember(viewer.id, input));

/** Takes the removal of a member back within a minute. */
export const restoreListMember = action(member, (input, viewer) => restoreMember(viewer.id, input));

export const handListOver = action(member, (input, viewer) => handOver(viewer.id, input));

export const leaveList = action(list, ({ listId }, viewer) => leaveListFor(viewer.id, listId));

/** Takes leaving back within a minute. */
export const returnToList = action(list, ({ listId }, viewer) => returnToListFor(viewer.id, listId));

export const makeListLink = action(
  list.extend({
    inviteId: z.uuid(),
    role,
    days: z.union([z.literal(1), z.literal(7), z.literal(30)]),
    once: z.boolean(),
  }),
  (input, viewer) => makeLink(viewer.id, input),
);

export const revokeListLink = action(list.extend({ inviteId: z.uuid() }), (input, viewer) =>
  revokeLink(viewer.id, input),
);

export const joinListByLink = action(z.object({ token: z.string().max(200) }), async ({ token }, viewer) => {
  const client = clientAddress((await headers()).get('x-forwarded-for'));
  await limitRate(`list-join:${client}`, { most: 60, seconds: 600 });
  return joinByLink(viewer.id, token);
});
