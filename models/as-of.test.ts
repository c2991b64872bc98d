import { describe, expect, it } from 'vitest';
import { seededRandom } from '../lib/math/random.ts';
import { type Events, recordEvents } from './as-of.ts';
import { type FeaturesOf, findLeak } from './testing/plant-leak.ts';

const random = seededRandom(5);
const whole = (below: number) => Math.floor(random() * below);
const count = 60;
const events: Events = {
  people: Int32Array.from({ length: count }, () => whole(5)),
  titles: Int32Array.from({ length: count }, () => whole(8)),
  values: Float32Array.from({ length: count }, () => 1 + whole(5)),
  times: Float64Array.from({ length: count }, () => whole(20)),
};
const asks = Array.from(events.people, (person, place) => ({
  person,
  title: events.titles[place]!,
  moment: events.times[place]!,
}));

const honest: FeaturesOf = (given, { person, title, moment }) => {
  const past = recordEvents(given).asOf(moment);
  const history = past.historyOf(person);
  const totals = [past.ofTitle(title), past.ofTitle(title, moment - 5), past.ofPerson(person), past.ofAll()];
  return [...history.titles, ...history.values, ...totals.flatMap(({ count, sum }) => [count, sum])];
};

describe('what was known at a moment', () => {
  it('shows nothing that happened at it or after it', () => {
    expect(findLeak(honest, events, asks)).toBeUndefined();
  });

  it('shows everything that happened before it', () => {
    const past = recordEvents(events).asOf(12);
    const before = [...events.times.keys()].filter((place) => events.times[place]! < 12);
    const sumOf = (places: number[]) => places.reduce((sum, place) => sum + events.values[place]!, 0);
    expect(past.ofAll()).toEqual({ count: before.length, sum: sumOf(before) });
    const own = before.filter((place) => events.people[place] === 2);
    expect(past.ofPerson(2)).toEqual({ count: own.length, sum: sumOf(own) });
    expect([...past.historyOf(2).titles].sort()).toEqual(own.map((place) => events.titles[place]!).sort());
    expect([...past.historyOf(2).times]).toEqual(
      own.map((place) => events.times[place]!).sort((a, b) => a - b),
    );
    const recent = before.filter((place) => events.titles[place] === 3 && events.times[place]! >= 6);
    expect(past.ofTitle(3, 6)).toEqual({ count: recent.length, sum: sumOf(recent) });
  });

  it('knows nothing of whom it never met', () => {
    const past = recordEvents(events).asOf(100);
    expect(past.historyOf(99).titles).toHaveLength(0);
    expect(past.ofTitle(99)).toEqual({ count: 0, sum: 0 });
  });

  it('refuses events without a time', () => {
    const times = events.times.slice();
    times[7] = Number.NaN;
    expect(() => recordEvents({ ...events, times })).toThrow('event 7 has no time');
    expect(() => recordEvents({ ...events, times: times.slice(1) })).toThrow('60, 60, 60, 59');
  });
});

describe('a planted leak is caught', () => {
  it('where features count the event they are asked about', () => {
    const leaky: FeaturesOf = (given, { title, moment }) => [
      recordEvents(given)
        .asOf(moment + 0.5)
        .ofTitle(title).count,
    ];
    expect(findLeak(leaky, events, asks)).toMatch(/feature 0 of person \d.* at the moment itself/);
  });

  it('where features read means over all time', () => {
    const leaky: FeaturesOf = (given, { person, moment }) => [
      recordEvents(given).asOf(moment).ofPerson(person).count,
      given.values.filter((_, place) => given.people[place] === person && given.times[place] !== moment)
        .length,
    ];
    expect(findLeak(leaky, events, asks)).toMatch(/feature 1 of person \d.* 1 after the moment/);
  });

  it('where a history goes on beyond the moment', () => {
    const leaky: FeaturesOf = (given, { person }) => recordEvents(given).asOf(1e9).historyOf(person).titles;
    expect(findLeak(leaky, events, asks)).toBeDefined();
  });
});
