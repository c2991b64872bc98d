/** What the policy adds to a score or takes from it, beside the model: each with a name, so that it can be said. */

import type { Policy } from '../policy.ts';
import { fits } from '../taste/choices.ts';
import type { Adjustment, Evidence, TitleFacts, ViewerContext } from '../types.ts';

const DAY = 24 * 3600 * 1000;
const MOST_FATIGUE = 4;

type Adjusted = Extract<Evidence, { kind: 'adjustment' }>;

/** For one request: what is looked up for every title is laid out once. */
export function prepareAdjustments(
  { choices, dismissed, fresh, shown, now }: ViewerContext,
  { ranker }: Policy,
): (facts: TitleFacts) => readonly Adjusted[] {
  const addedAt = new Map(fresh.map((one) => [one.titleId, one.addedAt]));
  const unwanted = choices.filter(({ wanted }) => !wanted);
  return (facts) => {
    const { id, genres, makers, cast } = facts;
    const found: Adjusted[] = [];
    if (dismissed.genres.size > 0)
      for (const genre of genres)
        if (dismissed.genres.has(genre)) found.push(adjust('less-of-genre', genre, -ranker.dismissedFacet));
    if (dismissed.people.size > 0)
      for (const person of [...makers, ...cast])
        if (dismissed.people.has(person))
          found.push(adjust('less-of-person', person, -ranker.dismissedFacet));
    let refused = 0;
    for (const choice of unwanted) if (fits(facts, choice)) refused += 1;
    if (refused > 0) found.push(adjust('unwanted', null, -ranker.unwanted * refused));
    const added = addedAt.get(id);
    if (added !== undefined)
      found.push(adjust('fresh', null, ranker.freshness * 0.5 ** ((now - added) / DAY / 7)));
    const times = shown.get(id) ?? 0;
    if (times > 0) found.push(adjust('shown-before', null, -ranker.fatigue * Math.min(times, MOST_FATIGUE)));
    return found;
  };
}

function adjust(name: Adjustment, value: string | null, amount: number): Adjusted {
  return { kind: 'adjustment', name, value, amount };
}
