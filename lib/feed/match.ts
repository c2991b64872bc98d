/**
 * What two friends' diaries say of each other: only while both share ratings with friends, both let taste be computed, and
 * by nothing that either keeps from friends, so that no count tells of it.
 */
import { and, eq, inArray, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { users } from '../../db/schema/people.ts';
import type { TitleSummary } from '../catalog/summary.ts';
import { summariesOf } from '../catalog/titles.ts';
import { liveEngine } from '../inference/live.ts';
import { readInteractions } from '../library/interactions.ts';
import { logger } from '../monitoring/logger.ts';
import { type Engine, weighHistory } from '../recommender/engine.ts';
import { defaultPolicy } from '../recommender/policy.ts';
import {
  type Compared,
  genreDifferences,
  greatestDifferences,
  matchTastes,
  sharedFavourites,
  type Taster,
} from '../recommender/taste/match.ts';
import { historyOf } from '../recommender/taste/user-encoder.ts';
import type { Interaction } from '../recommender/types.ts';
import { friendIds } from '../social/circle.ts';
import type { FeedViewer } from './viewer.ts';

export type MatchFigure = {
  /** 0 to 100; null while both know too little in common. */
  readonly percent: number | null;
  /** Eight times in ten the truth is so near. */
  readonly margin: number;
  readonly sharedTitles: number;
  readonly agreedOn: number;
  /** Of both tastes as a whole, −1 to 1. */
  readonly cosine: number | null;
};

export type ComparedTitle = {
  readonly title: TitleSummary;
  readonly yours: number | null;
  readonly theirs: number | null;
};

export type MatchPage = {
  readonly match: MatchFigure;
  readonly favourites: readonly ComparedTitle[];
  readonly differences: readonly ComparedTitle[];
  readonly genres: readonly { readonly genre: string; readonly yours: number; readonly theirs: number }[];
};

const MOST_FRIENDS = 60;
const FAVOURITES = 6;
const DIFFERENCES = 4;
const GENRES = 3;

/** For every friend who may be compared, as of now. Of whoever switched recommendations off, nothing is read. */
export async function readMatches(viewer: FeedViewer): Promise<ReadonlyMap<string, MatchFigure>> {
  if (!viewer.personalised) return new Map();
  const friends = (await comparableFriends(viewer.id)).slice(0, MOST_FRIENDS);
  if (friends.length === 0) return new Map();
  const [own, ...theirs] = await readTasters([viewer.id, ...friends]);
  return new Map(friends.map((id, index) => [id, figureOf(own!, theirs[index]!)]));
}

/** Null for whoever may not be compared with the viewer: the reasons look the same. */
export async function readMatchWith(viewer: FeedViewer, friendId: string): Promise<MatchPage | null> {
  if (!viewer.personalised || !(await comparableFriends(viewer.id)).includes(friendId)) return null;
  const [own, theirs] = await readTasters([viewer.id, friendId]);
  if (!own || !theirs) return null;
  const favourites = sharedFavourites(own, theirs, 2 * FAVOURITES);
  const differences = greatestDifferences(own, theirs, 2 * DIFFERENCES);
  const summaries = await summariesOf(
    [...favourites, ...differences].map(({ titleId }) => titleId),
    viewer.id,
  );
  const named = ({ titleId, one, other }: Compared): ComparedTitle[] => {
    const title = summaries.get(titleId);
    return title ? [{ title, yours: one, theirs: other }] : [];
  };
  return {
    match: figureOf(own, theirs),
    favourites: favourites.flatMap(named).slice(0, FAVOURITES),
    differences: differences.flatMap(named).slice(0, DIFFERENCES),
    genres: differingGenres(own, theirs),
  };
}

/** Friends who share as the viewer does, and have not opted out. */
async function comparableFriends(viewerId: string): Promise<string[]> {
  const ids = (await friendIds(viewerId)).map(({ id }) => id);
  if (ids.length === 0) return [];
  const rows = await database()
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.id, ids), eq(users.personalised, true)));
  const open = new Set(rows.map(({ id }) => id));
  return ids.filter((id) => open.has(id));
}

async function readTasters(ids: readonly string[]): Promise<Taster[]> {
  const [all, shown] = await Promise.all([readInteractions(ids), readSections(ids)]);
  const histories = ids.map((id) => (all.get(id) ?? []).map((entry) => asFriendsSeeIt(entry, shown.get(id))));
  const engine = liveEngine();
  if (!engine) return histories.map(withoutVector);
  try {
    return await encodeTasters(histories, engine);
  } catch (error) {
    logger().warn({ error }, 'friends are compared without the model');
    return histories.map(withoutVector);
  }
}

type Sections = { readonly diary: boolean; readonly watchlist: boolean };

async function readSections(ids: readonly string[]): Promise<ReadonlyMap<string, Sections>> {
  const rows = await database()
    .select({
      id: users.id,
      diary: sql<boolean>`${users.shareDiary} <> 'me'`,
      watchlist: sql<boolean>`${users.shareWatchlist} <> 'me'`,
    })
    .from(users)
    .where(inArray(users.id, [...ids]));
  return new Map(rows.map(({ id, ...sections }) => [id, sections]));
}

/** What somebody dismissed is nobody else's business. */
function asFriendsSeeIt(entry: Interaction, shown: Sections | undefined): Interaction {
  return {
    ...entry,
    dismissed: false,
    ...(!shown?.diary && { watches: 0, uncounted: 0, progress: null }),
    ...(!shown?.watchlist && { watchlisted: false }),
  };
}

async function encodeTasters(all: readonly (readonly Interaction[])[], engine: Engine): Promise<Taster[]> {
  const now = Date.now();
  const histories = all.map((interactions) => historyOf(interactions, now, engine, defaultPolicy));
  const encoded = await engine.encode(histories, defaultPolicy.encoder.population);
  return all.map((interactions, index) => ({
    interactions,
    known: weighHistory(histories[index]!),
    vector: histories[index]!.length > 0 ? encoded[index]!.vector : null,
  }));
}

function withoutVector(interactions: readonly Interaction[]): Taster {
  return { interactions, known: 0, vector: null };
}

function figureOf(own: Taster, theirs: Taster): MatchFigure {
  const { share, margin, cosine, sharedTitles, agreedOn } = matchTastes(own, theirs, defaultPolicy.encoder);
  return {
    percent: share === null ? null : Math.round(100 * share),
    margin: Math.round(100 * margin),
    sharedTitles,
    agreedOn,
    cosine,
  };
}

function differingGenres(own: Taster, theirs: Taster): MatchPage['genres'] {
  const engine = liveEngine();
  if (!engine) return [];
  const genresOf = (titleId: number) => {
    const row = engine.rowOf(titleId);
    return row === undefined ? [] : engine.facts(row).genres;
  };
  return genreDifferences(own, theirs, genresOf, GENRES).map(({ genre, one, other }) => ({
    genre,
    yours: one,
    theirs: other,
  }));
}
