'use server';

import { headers } from 'next/headers';
import { z } from 'zod';
import { clientAddress } from '../account/client-address.ts';
import { limitRate } from '../monitoring/rate-limit.ts';
import {
  addAtHostsPhone as addAtHostsPhoneFor,
  removeFromNight as removeFromNightFor,
  setAttendance as setAttendanceOf,
} from '../nights/attendance.ts';
import { changeNight as changeNightFor, inviteToNight as inviteToNightFor } from '../nights/change.ts';
import { checkDraft, checkNight as checkNightOf } from '../nights/check.ts';
import { normaliseCode } from '../nights/code.ts';
import { confirmNight as confirmNightFor } from '../nights/confirm.ts';
import { createNight as createNightFor } from '../nights/create.ts';
import { cancelNight as cancelNightFor, endNight as endNightFor } from '../nights/end.ts';
import {
  constraintsField,
  groupNameField,
  guestNameField,
  nightIdField,
  nightNameField,
  peopleField,
  ruleField,
} from '../nights/fields.ts';
import { deleteGroup as deleteGroupOf, saveGroup as saveGroupOf } from '../nights/groups.ts';
import { findNightByCode, joinNight as joinNightAs } from '../nights/join.ts';
import { keepGuestNights, wishForLiked } from '../nights/keep-guest.ts';
import { startNight as startNightFor } from '../nights/start.ts';
import { giveGuestPass, guestPasses, nightActor, takeGuestPass } from '../session.ts';
import { action, publicAction } from './action.ts';

const night = z.object({ nightId: nightIdField });
const titleId = z.int().positive();

const newNight = z.object({
  rule: ruleField,
  constraints: constraintsField,
  userIds: peopleField,
  groupId: z.uuid().optional(),
  hotSeat: z.boolean(),
  name: nightNameField.optional(),
});

export const createNight = action(newNight, async (input, viewer) => {
  await limitRate(`night:${viewer.id}`, { most: 60, seconds: 3600 });
  return createNightFor(viewer.id, input);
});

const nightChange = night.extend({
  rule: ruleField.optional(),
  constraints: constraintsField.optional(),
  name: nightNameField.optional(),
});

export const changeNight = action(nightChange, async ({ nightId, ...change }, viewer) => {
  await changeNightFor(viewer.id, nightId, change);
  return null;
});

export const inviteToNight = action(night.extend({ userIds: peopleField }), async (input, viewer) => {
  await inviteToNightFor(viewer.id, input.nightId, input.userIds);
  return null;
});

const entrance = z.object({ code: z.string().max(40), name: guestNameField.optional() });

/** For everybody who was given a code. Guests are remembered by a cookie that scripts cannot read. */
export const joinNight = publicAction(entrance, async ({ code, name }) => {
  await limitRate(`night-join:${await callersAddress()}`, { most: 40, seconds: 600 });
  await limitRate(`night-code:${normaliseCode(code) ?? 'none'}`, { most: 100, seconds: 600 });
  const nightId = await findNightByCode(code);
  const actor = await nightActor(nightId);
  // Somebody who came as a guest and has signed in since is one person.
  if (actor.userId !== null && actor.secret !== null) {
    const kept = await keepGuestNights(actor.userId, [{ nightId, secret: actor.secret }]);
    if (kept.length > 0) await takeGuestPass(nightId);
  }
  const { secret } = await joinNightAs(actor, nightId, code, name);
  if (secret !== null) await giveGuestPass({ nightId, secret });
  return { nightId };
});

const attendance = night.extend({
  attendance: z.enum(['in', 'out', 'asked']),
  memberId: z.uuid().optional(),
});

/** One's own, or as the host somebody else's. `asked` takes an answer back. */
export const setAttendance = publicAction(attendance, async (input) => {
  await limitRate(`night-attendance:${await callersAddress()}`, { most: 300, seconds: 600 });
  await setAttendanceOf(await nightActor(input.nightId), input.nightId, input.attendance, input.memberId);
  return null;
});

export const addAtHostsPhone = action(night.extend({ name: guestNameField }), ({ nightId, name }, viewer) =>
  addAtHostsPhoneFor(viewer.id, nightId, name),
);

export const removeFromNight = action(night.extend({ memberId: z.uuid() }), async (input, viewer) => {
  await removeFromNightFor(viewer.id, input.nightId, input.memberId);
  return null;
});

const toCheck = z.union([night, z.object({ constraints: constraintsField, userIds: peopleField })]);

/** How many titles there are for a night, or for one that is being thought up. */
export const checkNight = action(toCheck, (input, viewer) =>
  'nightId' in input ? checkNightOf(viewer.id, input.nightId) : checkDraft(viewer.id, input),
);

export const startNight = action(night, async ({ nightId }, viewer) => {
  await startNightFor(viewer.id, nightId);
  return null;
});

export const endNight = action(night.extend({ titleId: titleId.optional() }), async (input, viewer) => {
  await endNightFor(viewer.id, input.nightId, input.titleId);
  return null;
});

export const cancelNight = action(night, async ({ nightId }, viewer) => {
  await cancelNightFor(viewer.id, nightId);
  return null;
});

const confirmation = night.extend({
  watched: z.boolean().nullable(),
  watchedOn: z.string().max(10).optional(),
});

/** `watchedOn`: the day by the calendar of the browser. Null takes an answer back. */
export const confirmNight = action(confirmation, async ({ nightId, ...confirmed }, viewer) => {
  await confirmNightFor(viewer.id, nightId, confirmed);
  return null;
});

const kept = z.object({ likedTitleIds: z.array(titleId).max(100) });

/** Somebody who was a guest in this browser is signed in now: their nights, and what they liked, are theirs. */
export const keepGuestNight = action(kept, async ({ likedTitleIds }, viewer) => {
  const nightIds = await keepGuestNights(viewer.id, await guestPasses());
  for (const nightId of nightIds) await takeGuestPass(nightId);
  const titles = nightIds.length === 0 ? 0 : await wishForLiked(viewer.id, likedTitleIds);
  return { nightIds, titles };
});

const group = z.object({ name: groupNameField, userIds: peopleField });

export const saveGroup = action(group.extend({ groupId: z.uuid().optional() }), (input, viewer) =>
  saveGroupOf(viewer.id, input),
);

export const deleteGroup = action(z.object({ groupId: z.uuid() }), async ({ groupId }, viewer) => {
  await deleteGroupOf(viewer.id, groupId);
  return null;
});

/** Takes a deletion back, with what the browser still knows of the group. */
export const restoreGroup = action(group.extend({ groupId: z.uuid() }), (input, viewer) =>
  saveGroupOf(viewer.id, input),
);

async function callersAddress(): Promise<string> {
  return clientAddress((await headers()).get('x-forwarded-for'));
}
