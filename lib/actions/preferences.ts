'use server';

import { z } from 'zod';
import { refuseDemoPerson } from '../account/demo.ts';
import { follow, unfollow } from '../account/follow.ts';
import {
  changePreferences as changePreferencesOf,
  setPersonalised as setPersonalisedOf,
} from '../account/preferences.ts';
import { bringTasteBack as bringTasteBackOf, resetTaste as resetTasteOf } from '../account/reset-taste.ts';
import { chooseTaste as chooseTasteOf } from '../account/taste.ts';
import { INFLUENCES, setFriendInfluence as setFriendInfluenceOf } from '../social/circle.ts';
import { renewPageLink as renewPageLinkOf } from '../social/page-link.ts';
import { action } from './action.ts';

const audience = z.enum(['me', 'friends', 'link', 'everyone']);

const preferences = z
  .object({
    feedChoice: z.enum(['for-you', 'latest']),
    shareRatings: audience,
    shareDiary: audience,
    shareWatchlist: audience,
    shareFriends: audience,
    maturityLimit: z.union([z.null(), z.literal([0, 7, 12, 16, 18])]),
    variety: z.enum(['familiar', 'balanced', 'surprising']),
  })
  .partial();

export const changePreferences = action(preferences, async (change, viewer) => {
  await changePreferencesOf(viewer.id, change);
  return null;
});

export const setPersonalised = action(
  z.object({ personalised: z.boolean() }),
  async ({ personalised }, viewer) => {
    await setPersonalisedOf(viewer.id, personalised);
    return null;
  },
);

/** Another address for the viewer's page: the old one opens nothing any more. */
export const renewPageLink = action(z.void(), async (_, viewer) => {
  await refuseDemoPerson(viewer.id);
  return { path: await renewPageLinkOf(viewer.id) };
});

const taste = z.object({ genres: z.array(z.string()).max(50), languages: z.array(z.string()).max(40) });

/** Replaces the genres and languages that were chosen before. */
export const chooseTaste = action(taste, async (chosen, viewer) => {
  await chooseTasteOf(viewer.id, chosen);
  return null;
});

const influence = z.object({ friendId: z.uuid(), influence: z.literal([...INFLUENCES]) });

export const setFriendInfluence = action(influence, async (input, viewer) => {
  await setFriendInfluenceOf(viewer.id, input.friendId, input.influence);
  return null;
});

/** Diary, ratings and lists stay, and nothing before this moment is evidence any more. */
export const resetTaste = action(z.void(), async (_, viewer) => {
  await resetTasteOf(viewer.id);
  return null;
});

export const bringTasteBack = action(z.void(), async (_, viewer) => {
  await bringTasteBackOf(viewer.id);
  return null;
});

const person = z.object({ name: z.string().min(1).max(200), on: z.boolean() });

/** Follows a director, creator or actor, or no longer. Answers whether "less by" them was taken back for it. */
export const setFollowed = action(person, async ({ name, on }, viewer) => {
  if (on) return { wantedLess: await follow(viewer.id, name) };
  await unfollow(viewer.id, name);
  return { wantedLess: false };
});
