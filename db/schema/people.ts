import { sql } from 'drizzle-orm';
import {
  boolean,
  index,
  integer,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { moment } from './moment.ts';

/** Each holds the one before: friends see what "link" shows, and whoever has the link what everyone sees. */
export type Audience = 'me' | 'friends' | 'link' | 'everyone';

export const users = pgTable(
  'users',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    /** Always lower case. */
    email: text('email').notNull().unique(),
    /** Always lower case, 3–20 of a–z, 0–9 and underscore. */
    handle: text('handle').notNull().unique(),
    displayName: text('display_name').notNull(),
    passwordHash: text('password_hash'),
    /** Part of every session token: raising it signs out everywhere. */
    sessionEpoch: integer('session_epoch').notNull().default(0),
    role: text('role').$type<'member' | 'operator'>().notNull().default('member'),
    isDemo: boolean('is_demo').notNull().default(false),
    /** The opt-out: false means nothing is ever scored for this person. */
    personalised: boolean('personalised').notNull().default(true),
    feedChoice: text('feed_choice').$type<'for-you' | 'latest'>().notNull().default('for-you'),
    /** Who sees each section of this person's page; ratings also speak in friends' recommendations. */
    shareRatings: text('share_ratings').$type<Audience>().notNull().default('friends'),
    shareDiary: text('share_diary').$type<Audience>().notNull().default('friends'),
    shareWatchlist: text('share_watchlist').$type<Audience>().notNull().default('friends'),
    shareFriends: text('share_friends').$type<Audience>().notNull().default('friends'),
    /** Highest maturity age shown; null shows everything. */
    maturityLimit: smallint('maturity_limit'),
    /** How far from the known the feed may go. */
    variety: text('variety').$type<'familiar' | 'balanced' | 'surprising'>().notNull().default('balanced'),
    /** The self-description as it was written; what was understood of it are rows of `taste_choices`. */
    description: text('description').notNull().default(''),
    /** What was said and done before this moment is no evidence of taste. */
    tasteResetAt: moment('taste_reset_at'),
    createdAt: moment('created_at').notNull().defaultNow(),
    welcomedAt: moment('welcomed_at'),
  },
  (table) => [index('users_handle_trgm').using('gin', table.handle.op('gin_trgm_ops'))],
);

/** Identities at OAuth providers that may sign in as a person. */
export const identities = pgTable(
  'identities',
  {
    provider: text('provider').notNull(),
    providerAccountId: text('provider_account_id').notNull(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.provider, table.providerAccountId] })],
);

export const apiTokens = pgTable('api_tokens', {
  id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
  userId: uuid('user_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' }),
  name: text('name').notNull(),
  /** SHA-256 of the token; the token itself is shown once and never kept. */
  tokenHash: text('token_hash').notNull().unique(),
  createdAt: moment('created_at').notNull().defaultNow(),
  lastUsedAt: moment('last_used_at'),
});

/** What someone said about their taste: chosen, described or followed. */
export const tasteChoices = pgTable(
  'taste_choices',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    facet: text('facet')
      .$type<'genre' | 'language' | 'decade' | 'kind' | 'keyword' | 'mood' | 'person' | 'title'>()
      .notNull(),
    /** A word of the catalogue's vocabulary, a language code, the first year of a decade, a name, or a title's id. */
    value: text('value').notNull(),
    /** False: "nothing gory". */
    wanted: boolean('wanted').notNull().default(true),
    origin: text('origin').$type<'chosen' | 'described' | 'followed'>().notNull().default('chosen'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.facet, table.value] })],
);

/** One row a pair, `lowId` < `highId`, so that two crossing requests meet in one place. */
export const friendships = pgTable(
  'friendships',
  {
    lowId: uuid('low_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    highId: uuid('high_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    requesterId: uuid('requester_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    state: text('state').$type<'requested' | 'friends' | 'declined'>().notNull(),
    changedAt: moment('changed_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.lowId, table.highId] }),
    index('friendships_high').on(table.highId),
  ],
);

export const blocks = pgTable(
  'blocks',
  {
    blockerId: uuid('blocker_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    blockedId: uuid('blocked_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.blockerId, table.blockedId] }),
    index('blocks_blocked').on(table.blockedId),
  ],
);

/** How much a friend's taste may count: 0 not at all, 1 as usual, 2 twice as much. No row means 1. */
export const friendInfluence = pgTable(
  'friend_influence',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    friendId: uuid('friend_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    influence: real('influence').notNull(),
  },
  (table) => [primaryKey({ columns: [table.userId, table.friendId] })],
);

/** The secret address of a person's page, for whoever is given it. Making a new one ends the old. */
export const pageLinks = pgTable('page_links', {
  userId: uuid('user_id')
    .primaryKey()
    .references(() => users.id, { onDelete: 'cascade' }),
  /** Part of the address: raising it makes another address. The secret itself is derived and never kept. */
  edition: integer('edition').notNull().default(1),
  createdAt: moment('created_at').notNull().defaultNow(),
});
