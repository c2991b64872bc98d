/**
 * What an explanation of an earlier slate may still say: a title that was muted since, a reset of taste or a choice
 * taken back leaves no trace in it.
 */
import type { Evidence, Explanation, Reason, ViewerContext } from '../recommender/types.ts';

export type TasteNow = Pick<ViewerContext, 'interactions' | 'friends' | 'choices' | 'dismissed'>;
type Stands = (one: Evidence) => boolean;

/** Null for an explanation whose reason does not stand any more: nothing is left to recommend the title by. */
export function keepExplanation(
  { reason, evidence, against, ...rest }: Explanation,
  stands: Stands,
): Explanation | null {
  if (!reasonStands(reason, evidence, stands)) return null;
  const keptAgainst = (against ?? []).filter(stands);
  return {
    ...{ ...rest, reason, evidence: evidence.filter(stands) },
    ...(keptAgainst.length > 0 && { against: keptAgainst }),
  };
}

export function whatStands({ interactions, friends, choices, dismissed }: TasteNow): Stands {
  const used = new Set(interactions.flatMap(({ titleId, muted }) => (muted ? [] : [titleId])));
  const heard = new Set(friends.flatMap(({ id }) => (dismissed.friends.has(id) ? [] : [id])));
  return (one) => {
    switch (one.kind) {
      case 'title':
        return used.has(one.titleId);
      case 'friend':
        return heard.has(one.friendId);
      case 'choice':
        return choices.some(({ facet, value }) => facet === one.facet && value === one.value);
      case 'adjustment':
        if (one.name === 'less-of-genre') return dismissed.genres.has(one.value ?? '');
        return one.name !== 'less-of-person' || dismissed.people.has(one.value ?? '');
      case 'population':
        return true;
    }
  };
}

function reasonStands(reason: Reason, evidence: Explanation['evidence'], stands: Stands): boolean {
  return evidence.filter((one) => isNamed(one, reason)).every(stands);
}

/** A title choice is named by its name, so each title choice may be the one. */
function isNamed(one: Evidence, reason: Reason): boolean {
  if (reason.kind === 'because-you') return one.kind === 'title' && one.titleId === reason.titleId;
  if (reason.kind === 'friend')
    return one.kind === 'friend' && reason.friends.some(({ id }) => id === one.friendId);
  if (reason.kind === 'near-person')
    return one.kind === 'choice' && one.facet === 'person' && one.value === reason.name;
  if (reason.kind !== 'choice' || one.kind !== 'choice' || one.facet !== reason.facet) return false;
  return one.facet === 'title' || one.value === reason.value;
}
