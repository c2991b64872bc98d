import type { Choice } from '../recommender/types.ts';

/** Everything that happens to taste, as one sealed union. An event is written in the transaction of its verb. */
export type Event =
  | { readonly type: 'rated'; readonly titleId: number; readonly rating: number }
  | { readonly type: 'unrated'; readonly titleId: number }
  | {
      readonly type: 'watched';
      readonly titleId: number;
      readonly watchId: string;
      readonly watchedOn: string | null;
      /** False: somebody else in the household watched it. */
      readonly counts?: boolean;
      readonly by?: Reporter;
    }
  | {
      readonly type: 'unwatched';
      readonly titleId: number;
      readonly watchId: string;
      /** The night it came of, for the way back. */
      readonly nightId?: string;
      readonly by?: Reporter;
    }
  | {
      readonly type: 'watch-counted' | 'watch-uncounted';
      readonly titleId: number;
      readonly watchId: string;
    }
  | {
      readonly type: 'companion-confirmed';
      readonly titleId: number;
      /** The viewing they were named for, and their own. */
      readonly watchId: string;
      readonly ownWatchId: string;
      /** Their own came with the confirmation. */
      readonly made: boolean;
    }
  | { readonly type: 'companion-left'; readonly titleId: number; readonly watchId: string }
  | {
      readonly type: 'started' | 'gave-up' | 'progress-cleared';
      readonly titleId: number;
      readonly by?: Reporter;
    }
  | { readonly type: 'watchlisted' | 'unwatchlisted'; readonly titleId: number }
  | { readonly type: 'liked' | 'unliked'; readonly titleId: number }
  | { readonly type: 'muted' | 'unmuted'; readonly titleId: number }
  | { readonly type: 'noted' | 'unnoted'; readonly titleId: number }
  | {
      readonly type: 'dismissed' | 'undismissed';
      readonly titleId?: number;
      readonly scope: DismissalScope;
      readonly value: string;
    }
  | {
      readonly type: 'taste-chosen';
      readonly genres: readonly string[];
      readonly languages: readonly string[];
    }
  | { readonly type: 'followed' | 'unfollowed'; readonly name: string }
  | {
      readonly type: 'taste-described';
      readonly choices: readonly {
        readonly facet: string;
        readonly value: string;
        readonly wanted: boolean;
      }[];
    }
  | {
      readonly type: 'choice-added';
      readonly facet: string;
      readonly value: string;
      readonly wanted: boolean;
    }
  | { readonly type: 'choice-removed'; readonly facet: string; readonly value: string }
  | { readonly type: 'friends-made' | 'friend-removed'; readonly friendId: string }
  | { readonly type: 'friend-influence-set'; readonly friendId: string; readonly influence: number }
  | { readonly type: 'personalisation-set'; readonly personalised: boolean }
  | { readonly type: 'taste-reset'; readonly cleared: ClearedTaste }
  | { readonly type: 'taste-brought-back' }
  | { readonly type: 'flagged' | 'unflagged'; readonly titleId: number };

/** What a reset of taste took away: enough to bring it back. Times are ISO, `resetAt` that of an earlier reset. */
export type ClearedTaste = {
  readonly resetAt: string | null;
  readonly description: string;
  readonly choices: readonly (Choice & {
    readonly origin: 'chosen' | 'described' | 'followed';
    readonly at: string;
  })[];
  readonly dismissals: readonly {
    readonly scope: DismissalScope;
    readonly value: string;
    readonly at: string;
  }[];
};

/** Who said it, where the person did not say it themselves. */
export type Reporter = 'playback';
export type DismissalScope = 'title' | 'genre' | 'person' | 'friend';
