import type { OwnState } from '../catalog/summary.ts';

export type PlaybackType = 'started' | 'progress' | 'stopped' | 'finished';
type Kind = 'film' | 'series';

export type Playback = {
  readonly id: string;
  readonly type: PlaybackType;
  /** Share of the running time, 0 to 1. */
  readonly reached: number;
  /** It was the last episode of a series. */
  readonly last: boolean;
  readonly at: Date;
  /** Minutes ahead of UTC where the player stands. */
  readonly utcOffset: number;
};

/** Reports that one viewing reached the end: the first, and the later ones of the same end. */
export type Sitting = readonly [Playback, ...Playback[]];
/** Started, gave up or neither, as the person said it themselves. */
export type OwnWord = { readonly progress: OwnState['progress']; readonly at: Date };
export type Progress = { readonly progress: OwnState['progress']; readonly at: Date | null };

const SEEN_FROM = 0.9;
const GIVEN_UP_BELOW = 0.3;
const SHORTEST_SITTING_MINUTES = 60;

/** Reports in the order in which things happened, however they arrived. */
export function inOrder(reports: readonly Playback[]): Playback[] {
  const stage: Record<PlaybackType, number> = { started: 0, progress: 1, stopped: 2, finished: 3 };
  return [...reports].sort(
    (a, b) => a.at.getTime() - b.at.getTime() || stage[a.type] - stage[b.type] || (a.id < b.id ? -1 : 1),
  );
}

/** A film ends with itself, a series with its last episode. */
export function isEnd({ type, reached, last }: Playback, kind: Kind): boolean {
  return (type === 'finished' || reached > SEEN_FROM) && (kind === 'film' || last);
}

/**
 * One sitting for each time a film was seen to its end: an end within its running time of another is the same end.
 * A series is seen once, however often its last episode is finished.
 */
export function findSittings(
  ordered: readonly Playback[],
  { kind, runtime }: { readonly kind: Kind; readonly runtime: number },
): Sitting[] {
  const apart = kind === 'series' ? Number.POSITIVE_INFINITY : Math.max(runtime, SHORTEST_SITTING_MINUTES);
  const sittings: [Playback, ...Playback[]][] = [];
  for (const report of ordered.filter((one) => isEnd(one, kind))) {
    const last = sittings.at(-1);
    if (last && report.at.getTime() - last[0].at.getTime() < apart * 60_000) last.push(report);
    else sittings.push([report]);
  }
  return sittings;
}

/** Whether somebody is in the middle of a title or gave it up, by what was played and by their own later word. */
export function findProgress(
  ordered: readonly Playback[],
  words: readonly OwnWord[],
  kind: Kind,
  seenAnyway: boolean,
): Progress {
  let now: Progress = { progress: null, at: null };
  let seen = seenAnyway;
  let furthest = 0;
  const say = (progress: OwnState['progress'], at: Date) => {
    if (progress !== now.progress) now = { progress, at: progress === null ? null : at };
  };
  const steps = [...ordered, ...words].sort((a, b) => a.at.getTime() - b.at.getTime());
  for (const step of steps) {
    if (!('id' in step)) say(step.progress, step.at);
    else if (seen) continue;
    else if (isEnd(step, kind)) {
      seen = true;
      say(null, step.at);
    } else {
      furthest = Math.max(furthest, step.reached);
      say(step.type === 'stopped' && furthest < GIVEN_UP_BELOW ? 'gave-up' : 'started', step.at);
    }
  }
  return now;
}

/** The calendar day it was where the player stands. */
export function dayThere({ at, utcOffset }: Playback): string {
  return new Date(at.getTime() + utcOffset * 60_000).toISOString().slice(0, 10);
}
