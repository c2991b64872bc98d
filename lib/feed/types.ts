import type { TitleWithState } from '../catalog/summary.ts';
import type { Explanation, ServedBy } from '../recommender/types.ts';

export type FeedItem = {
  readonly title: TitleWithState;
  readonly position: number;
  readonly explanation: Explanation;
};

/** Titles that evidence names, by id, with what the viewer says of them now. */
export type NamedTitles = Readonly<Record<number, Pick<TitleWithState, 'id' | 'name' | 'slug' | 'own'>>>;

/** Some items of one slate, ready for the screen. Scrolling on is `nextCursor` of the same slate. */
export type FeedPage = {
  readonly slateId: string;
  readonly servedBy: ServedBy;
  readonly items: readonly FeedItem[];
  readonly nextCursor: number | null;
  readonly named: NamedTitles;
};

/** Next's `after`, passed in so that nothing here knows the framework: work that may not delay the answer. */
export type After = (work: () => Promise<unknown>) => void;
