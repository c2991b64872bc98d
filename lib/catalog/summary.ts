/** What a poster with its actions needs to know of a title. Safe to send to the browser. */
export type TitleSummary = {
  readonly id: number;
  readonly slug: string;
  readonly name: string;
  readonly year: number;
  readonly kind: 'film' | 'series';
  readonly genres: readonly string[];
  readonly keywords: readonly string[];
  readonly language: string;
  readonly runtime: number;
  readonly makers: readonly string[];
};

/** The viewer's own word on a title. */
export type OwnState = {
  /** Stars, 0.5 to 5. */
  readonly rating: number | null;
  readonly liked: boolean;
  readonly watchlisted: boolean;
  readonly watchCount: number;
  readonly progress: 'started' | 'gave-up' | null;
  readonly dismissed: boolean;
  /** "Don't use this title": it says nothing of taste. */
  readonly muted: boolean;
};

export const noState: OwnState = {
  rating: null,
  liked: false,
  watchlisted: false,
  watchCount: 0,
  progress: null,
  dismissed: false,
  muted: false,
};

export type TitleWithState = TitleSummary & { readonly own: OwnState };
