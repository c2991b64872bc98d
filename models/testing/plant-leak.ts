/** Plants events at and after a moment, which features of that moment must not show. */
import type { Events } from '../as-of.ts';

export type Ask = { readonly person: number; readonly title: number; readonly moment: number };

/** What a feature builder answers, given all events and what is asked. */
export type FeaturesOf = (events: Events, ask: Ask) => ArrayLike<number>;

/**
 * Asks twice, once with more events planted: the one asked about, the same person's and everyone's with that title, at the
 * moment and after it. → what leaked, or undefined.
 */
export function findLeak(featuresOf: FeaturesOf, events: Events, asks: readonly Ask[]): string | undefined {
  for (const ask of asks) {
    const honest = Array.from(featuresOf(events, ask));
    for (const delay of [0, 1, 1e6]) {
      const planted = Array.from(featuresOf(plant(events, ask, ask.moment + delay), ask));
      const leaking = honest.findIndex((value, feature) => !Object.is(value, planted[feature]));
      if (leaking === -1 && honest.length === planted.length) continue;
      const when = delay === 0 ? 'at the moment itself' : `${delay} after the moment`;
      return `feature ${leaking} of person ${ask.person}, title ${ask.title} at ${ask.moment} shows what happened ${when}`;
    }
  }
  return undefined;
}

function plant(events: Events, { person, title }: Ask, time: number): Events {
  const people = [person, person, ...new Set(events.people)];
  const titles = [title, events.titles[0]!, ...Array.from(new Set(events.people), () => title)];
  return {
    people: Int32Array.of(...people, ...events.people),
    titles: Int32Array.of(...titles, ...events.titles),
    values: Float32Array.of(...people.map(() => 5), ...events.values),
    times: Float64Array.of(...people.map(() => time), ...events.times),
  };
}
