import { randomUUID } from 'node:crypto';
import { type DemoPerson, slugsIn } from '../../db/seed/demo.ts';
import type { Event } from '../event-log/events.ts';
import { permutation, type Random, seededRandom } from '../math/random.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const DAYS = 425;

type TitleEvent = Extract<
  Event,
  { readonly titleId: number; readonly type: Exclude<Event['type'], 'dismissed'> }
>;
export type DatedEvent = { readonly at: Date; readonly event: TitleEvent };

/**
 * What one demo person did and when, oldest first: fourteen months before `today`, in the evenings, often at weekends.
 * The same person, day and seed give the same moments.
 */
export function diaryOf(
  person: DemoPerson,
  ids: ReadonlyMap<string, number>,
  today: Date,
  seed: number,
): DatedEvent[] {
  const random = seededRandom(seed);
  const seen = [...Object.values(person.rated).flatMap(slugsIn), ...slugsIn(person.watched)];
  const order = orderOfViewings(seen, slugsIn(person.again), random);
  const evenings = eveningsBefore(today, order.length, random);
  const lately = (slugs: string | undefined, type: 'started' | 'gave-up' | 'watchlisted') =>
    slugsIn(slugs).map((slug) => ({
      at: new Date(today.getTime() - (0.2 + 60 * random()) * DAY),
      event: { type, titleId: ids.get(slug)! },
    }));
  const events = [
    ...order.flatMap((slug, index) =>
      order.indexOf(slug) === index
        ? firstViewing(person, slug, ids.get(slug)!, evenings[index]!)
        : [viewing(ids.get(slug)!, evenings[index]!)],
    ),
    ...lately(person.started, 'started'),
    ...lately(person.gaveUp, 'gave-up'),
    ...lately(person.watchlist, 'watchlisted'),
  ];
  return events.sort((one, other) => one.at.getTime() - other.at.getTime());
}

/** Any order, except that a title seen twice comes once in the first half and once in the second. */
function orderOfViewings(seen: readonly string[], again: readonly string[], random: Random): string[] {
  const once = seen.filter((slug) => !again.includes(slug));
  const shuffled = [...permutation(once.length, random)].map((index) => once[index]!);
  const middle = Math.ceil(shuffled.length / 2);
  const mix = (half: readonly string[]) => {
    const all = [...half, ...again];
    return [...permutation(all.length, random)].map((index) => all[index]!);
  };
  return [...mix(shuffled.slice(0, middle)), ...mix(shuffled.slice(middle))];
}

/** One evening a viewing, oldest first. */
function eveningsBefore(today: Date, count: number, random: Random): Date[] {
  const midnight = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate());
  return Array.from({ length: count }, (_, index) => {
    const ago = 1 + Math.floor(DAYS * (1 - (index + random()) / count));
    const weekday = new Date(midnight - ago * DAY).getUTCDay();
    const isMidweek = weekday >= 2 && weekday <= 4;
    const daysToSunday = isMidweek && random() < 0.6 ? weekday : 0;
    return new Date(midnight - (ago + daysToSunday) * DAY + (19 + 4 * random()) * HOUR);
  });
}

function viewing(titleId: number, at: Date): DatedEvent {
  const watchedOn = at.toISOString().slice(0, 10);
  return { at, event: { type: 'watched', titleId, watchId: randomUUID(), watchedOn } };
}

function firstViewing(person: DemoPerson, slug: string, titleId: number, at: Date): DatedEvent[] {
  const after = new Date(at.getTime() + 2.5 * HOUR);
  const stars = Object.entries(person.rated).find(([, slugs]) => slugsIn(slugs).includes(slug))?.[0];
  return [
    viewing(titleId, at),
    ...(stars ? [{ at: after, event: { type: 'rated' as const, titleId, rating: Number(stars) * 2 } }] : []),
    ...(slugsIn(person.liked).includes(slug)
      ? [{ at: after, event: { type: 'liked' as const, titleId } }]
      : []),
  ];
}
