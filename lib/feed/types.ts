import type { TitleWithState } from '../catalog/summary.ts';
import type { Explanation, ServedBy } from '../recommender/types.ts';

export type FeedItem = {
  readonly title: TitleWithState;
  readonly position: number;
  readonly explanation: Explanation;
};

/** Some items of one slate, ready for the screen. Scrolling on is `nextCursor` of the same slate. */
export type FeedPage = {
  readonly slateId: string;
  readonly servedBy: ServedBy;
  readonly items: readonly FeedItem[];
  readonly nextCursor: number | null;
  /** Titles that evidence names, by id. */
  readonly named: Readonly<Record<number, { readonly name: string; readonly slug: string }>>;
};

/** Next's `after`, passed in so that nothing here knows the framework: work that may not delay the answer. */
export type After = (work: () => Promise<unknown>) => void;
