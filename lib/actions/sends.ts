'use server';

import { z } from 'zod';
import { limitRate } from '../monitoring/rate-limit.ts';
import { acceptSend as accept, declineSend as decline, reopenSend as reopen } from '../social/received.ts';
import {
  LONGEST_NOTE,
  MOST_RECIPIENTS,
  sendTitle as send,
  takeBackSends as takeBack,
} from '../social/sends.ts';
import {
  seeThanks as see,
  takeBackThanks as takeThanksBack,
  thankSender as thank,
} from '../social/thanks.ts';
import { action } from './action.ts';

const letter = z.object({ sendId: z.uuid() });
const note = z.string().trim().max(LONGEST_NOTE, `A note has ${LONGEST_NOTE} characters at most.`);
const letters = z
  .object({
    titleId: z.int().positive(),
    userIds: z.array(z.uuid()).min(1, 'Choose somebody to send it to.').max(MOST_RECIPIENTS),
    note,
    ids: z.array(z.uuid()),
  })
  .refine(({ userIds, ids }) => ids.length === userIds.length, 'Every friend needs an id of their own.')
  .refine(({ userIds }) => new Set(userIds).size === userIds.length, 'Each friend only once.');

export const sendTitle = action(letters, async (input, viewer) => {
  await limitRate(`send:${viewer.id}`, { most: 60, seconds: 3600 });
  return { sent: await send(viewer.id, input) };
});

/** The way back from `sendTitle`, and from what stands under "Sent". */
export const takeBackSends = action(
  z.object({
    sent: z
      .array(z.object({ id: z.uuid(), noteBefore: note.nullable() }))
      .min(1)
      .max(MOST_RECIPIENTS),
  }),
  ({ sent }, viewer) => takeBack(viewer.id, sent),
);

export const acceptSend = action(letter, ({ sendId }, viewer) => accept(viewer.id, sendId));

export const declineSend = action(letter, ({ sendId }, viewer) => decline(viewer.id, sendId));

/** The way back from either answer; `takeOff` when the acceptance put the title on the watchlist. */
export const reopenSend = action(letter.extend({ takeOff: z.boolean() }), ({ sendId, takeOff }, viewer) =>
  reopen(viewer.id, sendId, takeOff),
);

export const thankSender = action(letter, ({ sendId }, viewer) => thank(viewer.id, sendId));

export const takeBackThanks = action(letter, ({ sendId }, viewer) => takeThanksBack(viewer.id, sendId));

export const seeThanks = action(z.object({}), (_, viewer) => see(viewer.id));
