import { runAction } from '@/components/run-action.ts';
import { todayText } from '@/components/title/today.ts';
import { answerCompanion, takeBackAnswer } from '@/lib/actions/companions.ts';
import { answerListInvitation, reopenListInvitation } from '@/lib/actions/lists.ts';
import { confirmNight, setAttendance } from '@/lib/actions/nights.ts';
import { type Item, type Step, withAgain, without } from './step.ts';

export function answerList(item: Item<'list'>, accept: boolean): Step {
  const { id: listId, name } = item;
  return {
    send: () => runAction(answerListInvitation({ listId, accept })),
    foresee: without(item),
    said: accept ? `You keep ${name} with the others now.` : `Put away. Nobody is told.`,
    undo: () => ({
      send: () => runAction(reopenListInvitation({ listId })),
      foresee: withAgain(item),
      said: `The invitation to ${name} waits again.`,
    }),
  };
}

export function notTonight(item: Item<'night'>): Step {
  const { id: nightId, name } = item;
  return {
    send: () => runAction(setAttendance({ nightId, attendance: 'out' })),
    foresee: without(item),
    said: `${name} will be without you.`,
    undo: () => ({
      send: () => runAction(setAttendance({ nightId, attendance: 'asked' })),
      foresee: withAgain(item),
      said: `The invitation to ${name} waits again.`,
    }),
  };
}

/** A yes brings the viewing into one's own diary; a no is told to nobody. */
export function answerTogether(item: Item<'watched-with'>, accept: boolean): Step {
  const { id: watchId, title } = item;
  return {
    send: () => runAction(answerCompanion({ watchId, accept })),
    foresee: without(item),
    said: accept ? `${title.name} is in your diary too.` : 'Put away. Nobody is told.',
    undo: () => ({
      send: () => runAction(takeBackAnswer({ watchId })),
      foresee: withAgain(item),
      said: `Whether you watched ${title.name} together is open again.`,
    }),
  };
}

/** For the diary: on the day on which it was decided, where the viewer is. */
export function answerNight(item: Item<'night-result'>, watched: boolean): Step {
  const { id: nightId, title, at } = item;
  const watchedOn = todayText(new Date(at));
  return {
    send: () => runAction(confirmNight({ nightId, watched, watchedOn })),
    foresee: without(item),
    said: watched ? `${title.name} is in your diary.` : `${title.name} stays out of your diary.`,
    undo: () => ({
      send: () => runAction(confirmNight({ nightId, watched: null })),
      foresee: withAgain(item),
      said: `Whether you watched ${title.name} is open again.`,
    }),
  };
}
