/** The field's nouns. Each stage of the pipeline returns a new, fuller type; nothing is filled in later. */

/** Dense index of a title inside one engine. */
export type Row = number;
export type TitleId = number;
export type UserId = string;

/** What the pipeline may know of a title: facts only. */
export type TitleFacts = {
  readonly id: TitleId;
  readonly name: string;
  readonly year: number;
  readonly kind: 'film' | 'series';
  readonly genres: readonly string[];
  readonly language: string;
  readonly countries: readonly string[];
  readonly makers: readonly string[];
  readonly cast: readonly string[];
  readonly keywords: readonly string[];
  readonly maturity: number;
  readonly runtime: number;
  /** What showing it costs whoever pays for the licences. */
  readonly licence: 'low' | 'medium' | 'high';
  /** Flagged as harmful: never recommended. */
  readonly flagged: boolean;
};

/** Everything one person has done with one title, as it stands now. `at` is the last change, epoch ms. */
export type Interaction = {
  readonly titleId: TitleId;
  /** Stars, 0.5 to 5. */
  readonly rating: number | null;
  readonly liked: boolean;
  readonly watches: number;
  /** Viewings among them by somebody else in the household. */
  readonly uncounted: number;
  readonly watchlisted: boolean;
  readonly progress: 'started' | 'gave-up' | null;
  readonly dismissed: boolean;
  /** "Don't use this title": seen, and no evidence of taste. */
  readonly muted: boolean;
  readonly at: number;
};

/** An interaction read as evidence of taste: positive attracts, negative repels. */
export type Signal = { readonly titleId: TitleId; readonly weight: number };

export const FACETS = ['genre', 'language', 'decade', 'kind', 'keyword', 'mood', 'person', 'title'] as const;
export type Facet = (typeof FACETS)[number];

/**
 * Something said of taste without rating a title. `value` is a word of the vocabulary, a language code, the first year
 * of a decade, a name, or a title's id; `wanted` is false for "nothing gory".
 */
export type Choice = { readonly facet: Facet; readonly value: string; readonly wanted: boolean };

/** What the feature store knows of a viewer. Null: not enough has happened to say. */
export type ViewerFeatures = {
  /** Touched in the last 7 days, newest first. */
  readonly recentTitles: readonly TitleId[];
  /** Of the last 7 days, strongest first. */
  readonly topGenres: readonly string[];
  readonly languages: readonly string[];
  readonly preferredKind: 'film' | 'series' | null;
  readonly sessionMinutes: number | null;
  readonly counts: {
    readonly rated: number;
    readonly watched: number;
    readonly watchlisted: number;
    readonly dismissed: number;
  };
};

/** What the feature store knows of a title. */
export type TitleFeatures = {
  /** Plays of the last 24 hours. */
  readonly plays: number;
  /** Likes among those who said something of it; null when nobody did. */
  readonly likeRatio: number | null;
  /** How many said something of it. */
  readonly opinions: number;
  /** Share of those who began it that saw it to the end; null when nobody began. */
  readonly completionRate: number | null;
  /** How many began it, as far as players report. */
  readonly began: number;
};

/** Titles by activity, strongest first. */
export type Ranking = readonly { readonly titleId: TitleId; readonly weight: number }[];

export type Friend = {
  readonly id: UserId;
  readonly name: string;
  /** 0 not at all, 1 as usual, 2 twice as much: what the viewer set. */
  readonly influence: number;
  readonly interactions: readonly Interaction[];
};

export type Filters = {
  readonly kind?: 'film' | 'series';
  readonly genre?: string;
  readonly language?: string;
};

export type SlateRequest = {
  readonly viewerId: UserId;
  readonly surface: 'for-you' | 'welcome' | 'api';
  readonly limit: number;
  readonly filters: Filters;
  readonly seed: number;
};

/** All that was read before computing. Nothing else about the viewer reaches the pipeline. */
export type ViewerContext = {
  readonly now: number;
  readonly interactions: readonly Interaction[];
  readonly friends: readonly Friend[];
  /** What the viewer said of their taste: chosen, described or followed. */
  readonly choices: readonly Choice[];
  readonly dismissed: {
    readonly genres: ReadonlySet<string>;
    readonly people: ReadonlySet<string>;
    readonly friends: ReadonlySet<UserId>;
  };
  readonly maturityLimit: number | null;
  /** Activity on this instance: of the last hour, and of the last week. */
  readonly trending: Ranking;
  readonly popular: Ranking;
  /** Titles added after the instance's first start, newest first, epoch ms. */
  readonly fresh: readonly { readonly titleId: TitleId; readonly addedAt: number }[];
  /** How often each title was on the viewer's screen lately without being touched. */
  readonly shown: ReadonlyMap<TitleId, number>;
  /** The bounded SQL pool: what the request's filters and chosen genres leave, unseen. */
  readonly pool: readonly TitleId[];
  /** As the feature store last knew the viewer, and since when; null when it knows nothing. */
  readonly features: { readonly viewer: ViewerFeatures | null; readonly computedAt: number | null };
  /** Sources that could not be read in time. */
  readonly leftOut: readonly Source[];
};

export type Source =
  | 'nearest'
  | 'co-watched'
  | 'content'
  | 'friends-watched'
  | 'trending'
  | 'popular'
  | 'by-choice'
  | 'by-genre'
  | 'fresh'
  | 'pool';

export type Candidate = { readonly row: Row; readonly sources: readonly Source[] };

export type ScoredCandidate = Candidate & {
  /** The link predictor's logit. */
  readonly score: number;
  /** Its logistic: calibrated on held-out people. */
  readonly probability: number;
};

/** How the viewer knows a title. */
export type Known = 'loved' | 'rated' | 'watched' | 'listed' | 'started' | 'gave-up' | 'dismissed';

/** One thing that moved a score, with what it added to the logit. */
export type Evidence =
  | {
      readonly kind: 'title';
      readonly titleId: TitleId;
      readonly how: Known;
      readonly rating: number | null;
      readonly amount: number;
    }
  | {
      readonly kind: 'friend';
      readonly friendId: UserId;
      readonly name: string;
      readonly rating: number | null;
      readonly liked: boolean;
      readonly amount: number;
    }
  | {
      readonly kind: 'choice';
      readonly facet: Facet;
      readonly value: string;
      readonly amount: number;
    }
  | { readonly kind: 'population'; readonly amount: number }
  | {
      readonly kind: 'adjustment';
      readonly name: Adjustment;
      readonly value: string | null;
      readonly amount: number;
    };

/** What the policy adds or takes, beside the model; `fit` is what the learned ranker makes of everything together. */
export type Adjustment =
  | 'fit'
  | 'fresh'
  | 'less-of-genre'
  | 'less-of-person'
  | 'unwanted'
  | 'shown-before'
  | 'novelty';

/** The sentence under a poster, as data. */
export type Reason =
  | {
      readonly kind: 'because-you';
      readonly how: Known;
      readonly titleId: TitleId;
      readonly titleName: string;
      readonly rating: number | null;
    }
  | {
      readonly kind: 'friend';
      readonly friends: readonly { readonly id: UserId; readonly name: string }[];
      readonly verb: 'loved' | 'watched' | 'wants' | 'taste';
    }
  | { readonly kind: 'choice'; readonly facet: Facet; readonly value: string }
  /** Not by this person whom the viewer asked for, but close to what they did. */
  | { readonly kind: 'near-person'; readonly name: string }
  | { readonly kind: 'popular'; readonly genre: string | null; readonly language: string | null }
  /** Added to the instance lately. */
  | { readonly kind: 'new' }
  /** Of the latest years, in a list that nothing was computed for. */
  | { readonly kind: 'newest' }
  | { readonly kind: 'explore' };

/**
 * What placed a title above others with a higher score: it differs from them, it is of the kind that would come too
 * short, it costs less, or it was drawn at random.
 */
export type Lift = 'variety' | 'other-kind' | 'licence' | 'drawn';

export type Explanation = {
  readonly reason: Reason;
  /** Strongest first; shares of all that spoke for the title. */
  readonly evidence: readonly (Evidence & { readonly share: number })[];
  /** What spoke against it and mattered, strongest first, measured by the same whole. */
  readonly against?: readonly (Evidence & { readonly share: number })[];
  /** Why it stands here although others scored higher; the score does not hold it. */
  readonly lifted?: Lift;
};

export type SlateItem = {
  readonly titleId: TitleId;
  readonly position: number;
  readonly score: number;
  readonly probability: number;
  readonly propensity: number;
  readonly source: Source;
  readonly explanation: Explanation;
  /** What the ranker read, as RANKER_FEATURES orders it; null where no ranker ran. */
  readonly features: readonly (number | null)[] | null;
};

export type ServedBy = 'model' | 'cached' | 'trending' | 'chronological';

export type Slate = {
  readonly items: readonly SlateItem[];
  readonly servedBy: ServedBy;
  readonly modelVersion: string | null;
  readonly policyHash: string;
  /** Milliseconds a stage. */
  readonly timings: Readonly<Record<string, number>>;
  /** Each drop keeps its reason: how many titles each filter took. */
  readonly dropped: Readonly<Record<string, number>>;
  /** Sources that took longer than their budget and were not waited for. */
  readonly leftOut: readonly Source[];
};
