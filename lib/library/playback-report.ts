import { z } from 'zod';
import { KINDS } from '../../db/seed/vocabulary.ts';
import type { PlaybackType } from './playback-state.ts';

/** One event as a media server or a player sends it, understood; its title is still to be found. */
export type PlaybackReport = {
  readonly id: string;
  readonly type: PlaybackType;
  readonly title: TitleReference;
  /** What was played is one episode of a series. */
  readonly isEpisode: boolean;
  /** The last episode of the whole series. */
  readonly last: boolean;
  readonly reached: number;
  readonly at: Date;
  readonly utcOffset: number;
};
export type TitleReference =
  | { readonly titleId: number }
  | { readonly slug: string }
  | { readonly name: string; readonly year: number; readonly kind?: 'film' | 'series' | undefined };

export type Refusal = { readonly id: string | null; readonly field: string; readonly message: string };
type Parsed = { readonly report: PlaybackReport } | { readonly refusal: Refusal };

const AHEAD_MS = 5 * 60_000;
const FARTHEST_OFFSET = 14 * 60;
/** Players round: a position this much beyond the duration is the end. */
const ROUNDING = 1.02;

const words = (most: number) =>
  z
    .string()
    .min(1, 'It must not be empty.')
    .max(most, `At most ${most} characters.`)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'It holds a character that cannot be stored.');
const seconds = z.number('Give seconds as a number.').max(1e7, 'Give seconds, not milliseconds.');
const item = z.object({
  id: words(100),
  type: z.enum(
    ['playback.started', 'playback.progress', 'playback.stopped', 'playback.finished'],
    'Use playback.started, playback.progress, playback.stopped or playback.finished.',
  ),
  titleId: z.int().positive().max(2_147_483_647).optional(),
  slug: words(200).optional(),
  name: words(300).optional(),
  year: z.int('Give the year as a number.').min(1800).max(2200).optional(),
  kind: z.enum(KINDS, `Use ${KINDS.join(' or ')}.`).optional(),
  season: z.int('Give the season as a number.').min(0).max(10_000).optional(),
  episode: z.int('Give the episode as a number.').min(0).max(100_000).optional(),
  last: z.boolean('Say true for the last episode of the series.').optional(),
  position: seconds.nonnegative().optional(),
  duration: seconds.positive().optional(),
  at: z.iso.datetime({ offset: true, error: 'Give a time such as 2026-11-21T20:15:00+01:00.' }),
});

/** What was sent, or which field of it cannot be taken and why. */
export function parseReport(input: unknown, now: number = Date.now()): Parsed {
  const id = idOf(input);
  const parsed = item.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const field = String(issue?.path[0] ?? '');
    return refuse(
      id,
      field,
      field === '' ? 'An event is an object.' : (issue?.message ?? 'It cannot be read.'),
    );
  }
  const { data } = parsed;
  const title = referenceOf(data);
  if ('field' in title) return refuse(id, title.field, title.message);
  const reached = shareOf(data);
  if (typeof reached !== 'number') return refuse(id, reached.field, reached.message);
  const at = new Date(data.at);
  const utcOffset = offsetOf(data.at);
  const wrong = whyNotThen(at.getTime(), utcOffset, now);
  if (wrong !== null) return refuse(id, 'at', wrong);
  const type = data.type.slice('playback.'.length) as PlaybackType;
  const { last = false } = data;
  return {
    report: { id: data.id, type, title, isEpisode: isEpisode(data), last, reached, at, utcOffset },
  };
}

type Item = z.infer<typeof item>;
type Wrong = { readonly field: string; readonly message: string };

function isEpisode({ season, episode, last }: Item): boolean {
  return season !== undefined || episode !== undefined || last === true;
}

function referenceOf(data: Item): TitleReference | Wrong {
  const { titleId, slug, name, year } = data;
  if (data.kind === 'film' && isEpisode(data)) return { field: 'kind', message: 'A film has no episodes.' };
  const kind = isEpisode(data) ? 'series' : data.kind;
  if (titleId !== undefined) return { titleId };
  if (slug !== undefined) return { slug };
  if (name === undefined)
    return { field: 'titleId', message: 'Say which title: by titleId, by slug, or by name and year.' };
  if (year === undefined) return { field: 'year', message: 'A name needs its year.' };
  return { name, year, kind };
}

function shareOf({ type, position, duration }: Item): number | Wrong {
  if (type === 'playback.finished') return 1;
  const needed = type !== 'playback.started';
  if (position === undefined)
    return needed ? { field: 'position', message: `${type} needs the position in seconds.` } : 0;
  if (duration === undefined)
    return needed ? { field: 'duration', message: `${type} needs the duration in seconds.` } : 0;
  if (position > duration * ROUNDING)
    return { field: 'position', message: 'The position lies beyond the duration. Both are seconds.' };
  return Math.min(1, position / duration);
}

function whyNotThen(at: number, utcOffset: number, now: number): string | null {
  if (Number.isNaN(at)) return 'There is no such time.';
  if (at > now + AHEAD_MS) return 'That is still to come.';
  if (at < 0) return 'That is before 1970.';
  return Math.abs(utcOffset) > FARTHEST_OFFSET ? 'No clock is that far from UTC.' : null;
}

/** `…+05:30` → 330 */
function offsetOf(at: string): number {
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)$/.exec(at) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

function idOf(input: unknown): string | null {
  const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : null;
  return typeof id === 'string' ? id.slice(0, 100) : null;
}

function refuse(id: string | null, field: string, message: string): Parsed {
  return { refusal: { id, field, message } };
}
