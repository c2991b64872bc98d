'use server';

import { z } from 'zod';
import { dismiss as dismissIt, undismiss as undismissIt } from '../library/dismiss.ts';
import { setLiked as like } from '../library/like.ts';
import { muteTitle as mute } from '../library/mute.ts';
import { setProgress as progress } from '../library/progress.ts';
import { rateTitle } from '../library/rate.ts';
import { setWatchCounts as countWatch, editWatch as edit, unwatch, watchTitle } from '../library/watch.ts';
import { setWatchlisted as watchlist } from '../library/watchlist.ts';
import { action } from './action.ts';

const titleId = z.int().positive();
const viewing = z.object({
  watchId: z.uuid(),
  titleId,
  watchedOn: z.string().max(10).nullable(),
  precision: z.enum(['day', 'month', 'year', 'unknown']),
});
const dismissal = z.object({
  scope: z.enum(['title', 'genre', 'person', 'friend']),
  value: z.string().min(1).max(200),
});

export const rate = action(
  z.object({ titleId, stars: z.number().nullable() }),
  ({ titleId, stars }, viewer) => rateTitle(viewer.id, titleId, stars),
);

export const markWatched = action(viewing.extend({ counts: z.boolean().default(true) }), (input, viewer) =>
  watchTitle(viewer.id, input),
);

export const editWatch = action(viewing, (input, viewer) => edit(viewer.id, input));

export const removeWatch = action(z.object({ watchId: z.uuid(), titleId }), (input, viewer) =>
  unwatch(viewer.id, input),
);

export const setWatchCounts = action(
  z.object({ watchId: z.uuid(), titleId, counts: z.boolean() }),
  (input, viewer) => countWatch(viewer.id, input),
);

/** `since` comes with an undo, so that the title returns to its place. */
export const setWatchlisted = action(
  z.object({ titleId, on: z.boolean(), since: z.date().optional() }),
  ({ titleId, on, since }, viewer) => watchlist(viewer.id, titleId, on, since),
);

export const setLiked = action(z.object({ titleId, on: z.boolean() }), ({ titleId, on }, viewer) =>
  like(viewer.id, titleId, on),
);

export const setProgress = action(
  z.object({ titleId, progress: z.enum(['started', 'gave-up']).nullable() }),
  (input, viewer) => progress(viewer.id, input.titleId, input.progress),
);

/** Answers whether somebody was followed until now. */
export const dismiss = action(dismissal, async (input, viewer) => ({
  wasFollowed: await dismissIt(viewer.id, input),
}));

export const undismiss = action(dismissal, (input, viewer) => undismissIt(viewer.id, input));

/** "Don't use this title", and the way back. */
export const muteTitle = action(z.object({ titleId, muted: z.boolean() }), ({ titleId, muted }, viewer) =>
  mute(viewer.id, titleId, muted),
);
