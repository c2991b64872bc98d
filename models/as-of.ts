/** What was known at a moment: every history, count and sum reads events strictly before it, so no answer leaks into its question. */

/** One event a place, in any order; people and titles are whole numbers from 0 on, times are in any one unit. */
export type Events = {
  readonly people: Int32Array;
  readonly titles: Int32Array;
  /** Stars, or 1 for a like. */
  readonly values: Float32Array;
  readonly times: Float64Array;
};

/** Someone's events, the oldest first; of one moment in the order in which they were given. */
export type PastEvents = Events;

/** How many events, and the sum of their values. */
export type PastTotal = { readonly count: number; readonly sum: number };

export type Past = {
  /** Empty for someone unknown. */
  historyOf(person: number): PastEvents;
  /** Of everyone's events with this title; only those from `since` on, if given. */
  ofTitle(title: number, since?: number): PastTotal;
  ofPerson(person: number, since?: number): PastTotal;
  ofAll(since?: number): PastTotal;
};

/** Sorts the events once; `asOf(moment)` then sees those with time < moment: neither the event of that moment nor what shares its time. */
export function recordEvents(events: Events): { asOf(moment: number): Past } {
  refuseUneven(events);
  const order = Int32Array.from(events.times.keys()).sort((a, b) => events.times[a]! - events.times[b]!);
  const byPerson = groupEvents(events, order, events.people);
  const byTitle = groupEvents(events, order, events.titles);
  const all = groupEvents(events, order, new Int32Array(order.length));
  return {
    asOf(moment) {
      const totalOf = (group: Group | undefined, since = Number.NEGATIVE_INFINITY): PastTotal => {
        if (!group) return { count: 0, sum: 0 };
        const end = countBefore(group.events.times, moment);
        const start = Math.min(countBefore(group.events.times, since), end);
        return { count: end - start, sum: group.sums[end]! - group.sums[start]! };
      };
      return {
        historyOf: (person) => takeBefore(byPerson.get(person)?.events ?? NOTHING, moment),
        ofTitle: (title, since) => totalOf(byTitle.get(title), since),
        ofPerson: (person, since) => totalOf(byPerson.get(person), since),
        ofAll: (since) => totalOf(all.get(0), since),
      };
    },
  };
}

/** Events in the order of time; sums[n] is the sum of the first n values. */
type Group = { readonly events: Events; readonly sums: Float64Array };

const NOTHING: Events = {
  people: new Int32Array(),
  titles: new Int32Array(),
  values: new Float32Array(),
  times: new Float64Array(),
};

function refuseUneven({ people, titles, values, times }: Events): void {
  const lengths = [people, titles, values, times].map(({ length }) => length);
  if (new Set(lengths).size > 1)
    throw new Error(
      `events: ${lengths.join(', ')} people, titles, values and times; give one of each an event`,
    );
  const unknown = times.findIndex((time) => Number.isNaN(time));
  if (unknown !== -1)
    throw new Error(`events: event ${unknown} has no time; without one nobody knows what it may tell`);
}

function groupEvents(events: Events, order: Int32Array, keys: Int32Array): Map<number, Group> {
  const places = new Map<number, number[]>();
  for (const place of order) {
    const group = places.get(keys[place]!);
    if (group) group.push(place);
    else places.set(keys[place]!, [place]);
  }
  return new Map([...places].map(([key, own]) => [key, groupOf(events, own)]));
}

function groupOf({ people, titles, values, times }: Events, places: readonly number[]): Group {
  const sums = new Float64Array(places.length + 1);
  places.forEach((place, index) => {
    sums[index + 1] = sums[index]! + values[place]!;
  });
  const events = {
    people: Int32Array.from(places, (place) => people[place]!),
    titles: Int32Array.from(places, (place) => titles[place]!),
    values: Float32Array.from(places, (place) => values[place]!),
    times: Float64Array.from(places, (place) => times[place]!),
  };
  return { events, sums };
}

function takeBefore({ people, titles, values, times }: Events, moment: number): PastEvents {
  const end = countBefore(times, moment);
  return {
    people: people.subarray(0, end),
    titles: titles.subarray(0, end),
    values: values.subarray(0, end),
    times: times.subarray(0, end),
  };
}

/** How many ascending times are below the moment. */
function countBefore(times: Float64Array, moment: number): number {
  let [low, high] = [0, times.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[middle]! < moment) low = middle + 1;
    else high = middle;
  }
  return low;
}
