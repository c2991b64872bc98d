'use client';

import { useQueryClient } from '@tanstack/react-query';
import { notifyError } from '@/components/ui/toast.ts';
import type { ActionResult } from '@/lib/actions/action.ts';
import { tagCompanions } from '@/lib/actions/companions.ts';
import * as library from '@/lib/actions/library.ts';
import { setFollowed } from '@/lib/actions/preferences.ts';
import { noState, type OwnState } from '@/lib/catalog/summary.ts';
import { starsText } from '@/lib/format.ts';
import type { Companion } from '@/lib/library/companions.ts';
import type { Watch, WatchDate } from '@/lib/library/watch-date.ts';
import type { Person } from '@/lib/social/people.ts';
import { newId } from './new-id.ts';
import { addViewing, companyKey, dropViewing, followedKey, nobody, ownKey } from './own-state.ts';
import { useChange } from './use-change.ts';
import { foreseen } from './use-company.ts';

export type ActionTitle = {
  readonly id: number;
  readonly name: string;
  /** Since when it is on the watchlist, where that is known: an undo puts it back in its place. */
  readonly since?: Date;
};

/** Everything the viewer can do with a title. Each answers at once, says what it did, and offers the way back. */
export function useTitleActions(title: ActionTitle) {
  const { id: titleId, name } = title;
  const client = useQueryClient();
  const change = useChange(titleId);
  const own = () => client.getQueryData<OwnState>(ownKey(titleId)) ?? noState;

  const rate = (stars: number | null) => {
    const before = own().rating;
    if (stars === before) return;
    change({
      send: () => library.rate({ titleId, stars }),
      patch: { rating: stars },
      said: stars === null ? `Your rating of ${name} is gone.` : `${name}: ${starsText(stars)}.`,
      undo: () => rate(before),
    });
  };

  const setWatchlisted = (on: boolean) =>
    change({
      send: () => library.setWatchlisted({ titleId, on, ...(on && title.since && { since: title.since }) }),
      patch: { watchlisted: on },
      said: on ? `${name} is on your watchlist.` : `${name} is off your watchlist.`,
      undo: () => setWatchlisted(!on),
    });

  const setLiked = (on: boolean) =>
    change({
      send: () => library.setLiked({ titleId, on }),
      patch: { liked: on },
      said: on ? `You like ${name}.` : `You no longer mark ${name} as liked.`,
      undo: () => setLiked(!on),
    });

  const setProgress = (progress: OwnState['progress'], quiet = false) => {
    const before = own().progress;
    const said = {
      started: `You started ${name}.`,
      'gave-up': `You gave up on ${name}.`,
      none: `${name} is neither started nor given up.`,
    };
    change({
      send: () => library.setProgress({ titleId, progress }),
      patch: { progress },
      ...(!quiet && { said: said[progress ?? 'none'], undo: () => setProgress(before) }),
    });
  };

  const watch = (
    date: WatchDate,
    counts = true,
    company: readonly Person[] = [],
    watchId: string = newId(),
  ) => {
    const { watchCount, watchlisted, progress } = own();
    const viewing = { id: watchId, ...date, counts };
    const leavesList = counts && watchlisted;
    change({
      send: () =>
        saved(library.markWatched({ watchId, titleId, ...date, counts }), () =>
          nameCompany(watchId, company),
        ),
      patch: { watchCount: watchCount + 1, ...(counts && { watchlisted: false }) },
      also: () => {
        addViewing(client, titleId, viewing);
        if (company.length > 0) client.setQueryData(companyKey(watchId), foreseen(nobody, company));
        return () => dropViewing(client, titleId, viewing);
      },
      said: leavesList ? `${name} is in your diary, and off your watchlist.` : `${name} is in your diary.`,
      undo: () => {
        removeWatch(viewing, true);
        if (leavesList) setWatchlisted(true);
        if (progress) setProgress(progress, true);
      },
    });
  };

  /** The viewing stands, whether or not its company could be asked. */
  const nameCompany = async (watchId: string, company: readonly Person[]) => {
    if (company.length === 0) return;
    const answer = await tagCompanions({ watchId, userIds: company.map(({ id }) => id) });
    client.setQueryData(companyKey(watchId), answer.ok ? answer.value : nobody);
    if (!answer.ok) notifyError(answer.message);
  };

  /** `counts` is false when somebody else in the household watched it. */
  const setWatchCounts = (viewing: Watch, counts: boolean, onSaved?: () => void) =>
    change({
      send: () => saved(library.setWatchCounts({ watchId: viewing.id, titleId, counts }), onSaved),
      also: () => {
        addViewing(client, titleId, { ...viewing, counts });
        return () => addViewing(client, titleId, viewing);
      },
      said: counts
        ? `That viewing of ${name} counts for you.`
        : `That viewing of ${name} says nothing about your taste.`,
      undo: () => setWatchCounts({ ...viewing, counts }, !counts, onSaved),
    });

  const removeWatch = (viewing: Watch, quiet = false) => {
    const company = client.getQueryData<readonly Companion[]>(companyKey(viewing.id)) ?? nobody;
    change({
      send: () => library.removeWatch({ watchId: viewing.id, titleId }),
      patch: { watchCount: Math.max(0, own().watchCount - 1) },
      also: () => {
        dropViewing(client, titleId, viewing);
        return () => addViewing(client, titleId, viewing);
      },
      ...(!quiet && {
        said: `That viewing of ${name} is out of your diary.`,
        undo: () => watch(dateOf(viewing), viewing.counts, company, viewing.id),
      }),
    });
  };

  const editWatch = (before: Watch, date: WatchDate, onSaved?: () => void) =>
    change({
      send: () => saved(library.editWatch({ watchId: before.id, titleId, ...date }), onSaved),
      also: () => {
        addViewing(client, titleId, { ...before, ...date });
        return () => addViewing(client, titleId, before);
      },
      said: 'The date in your diary is changed.',
      undo: () => editWatch({ ...before, ...date }, dateOf(before), onSaved),
    });

  const setDismissed = (on: boolean) =>
    change({
      send: async () => {
        const title = { scope: 'title', value: String(titleId) } as const;
        const answer = await (on ? library.dismiss : library.undismiss)(title);
        return answer.ok ? done : answer;
      },
      patch: { dismissed: on },
      said: on ? `You will not be shown ${name} again.` : `${name} may be shown to you again.`,
      undo: () => setDismissed(!on),
    });

  /** "Don't use this title": it stays where it is and says nothing of taste. */
  const setMuted = (on: boolean) =>
    change({
      send: () => library.muteTitle({ titleId, muted: on }),
      patch: { muted: on },
      said: on
        ? `${name} no longer counts for your recommendations.`
        : `${name} counts for your recommendations again.`,
      undo: () => setMuted(!on),
    });

  /** Less of a genre, or of somebody's work. Who is followed no longer is: the way back follows them again. */
  const setLessOf = (scope: 'genre' | 'person', value: string, words: string, on = true) => {
    let wasFollowed = false;
    change({
      send: async () => {
        if (!on) return library.undismiss({ scope, value });
        const answer = await library.dismiss({ scope, value });
        if (!answer.ok) return answer;
        wasFollowed = answer.value.wasFollowed;
        if (wasFollowed) client.setQueryData(followedKey(value), false);
        return done;
      },
      said: on ? `You will see less ${words}.` : `You will see ${words} as before.`,
      undo: () => (wasFollowed ? followAgain(value) : setLessOf(scope, value, words, !on)),
    });
  };

  const followAgain = (person: string) =>
    change({
      send: async () => {
        const answer = await setFollowed({ name: person, on: true });
        if (!answer.ok) return answer;
        client.setQueryData(followedKey(person), true);
        return done;
      },
      said: `You follow ${person} again.`,
    });

  return {
    rate,
    setWatchlisted,
    setLiked,
    setProgress,
    watch,
    removeWatch,
    editWatch,
    setWatchCounts,
    setDismissed,
    setMuted,
    setLessOf,
  };
}

/** An answer that says nothing of the title's own state. */
const done: ActionResult<void> = { ok: true, value: undefined };

function dateOf({ watchedOn, precision }: WatchDate): WatchDate {
  return { watchedOn, precision };
}

async function saved(
  answer: Promise<ActionResult<OwnState>>,
  onSaved: (() => void | Promise<void>) | undefined,
): Promise<ActionResult<OwnState>> {
  const result = await answer;
  if (result.ok) await onSaved?.();
  return result;
}

export type TitleActionsOf = ReturnType<typeof useTitleActions>;
