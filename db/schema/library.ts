import { sql } from 'drizzle-orm';
import {
  boolean,
  date,
  index,
  integer,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { moment } from './moment.ts';
import { nights } from './nights.ts';
import { users } from './people.ts';
import { titles } from './titles.ts';

/** What one person says of one title, now. History lives in `watches` and `events`. */
export const libraryEntries = pgTable(
  'library_entries',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    titleId: integer('title_id')
      .notNull()
      .references(() => titles.id, { onDelete: 'cascade' }),
    /** Half stars: 1 to 10. */
    rating: smallint('rating'),
    ratedAt: moment('rated_at'),
    liked: boolean('liked').notNull().default(false),
    likedAt: moment('liked_at'),
    watchlistedAt: moment('watchlisted_at'),
    progress: text('progress').$type<'started' | 'gave-up'>(),
    progressAt: moment('progress_at'),
    watchCount: integer('watch_count').notNull().default(0),
    /** Viewings by somebody else in the household: seen, and no sign of taste. */
    uncountedWatches: integer('uncounted_watches').notNull().default(0),
    watchedAt: moment('watched_at'),
    /** "Don't use this title": it stays in the diary and says nothing of taste. */
    muted: boolean('muted').notNull().default(false),
    /** A few words of their own about it, shared as ratings are; folded where they give the story away. */
    note: text('note'),
    noteSpoils: boolean('note_spoils').notNull().default(false),
    notedAt: moment('noted_at'),
    changedAt: moment('changed_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.titleId] }),
    index('library_entries_title').on(table.titleId),
    index('library_entries_watchlist').on(table.userId, table.watchlistedAt),
    index('library_entries_rated').on(table.userId, table.ratedAt),
  ],
);

/** One viewing. The id comes from the browser, so that a repeated request is the same viewing. */
export const watches = pgTable(
  'watches',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    titleId: integer('title_id')
      .notNull()
      .references(() => titles.id, { onDelete: 'cascade' }),
    /** First day of what is known: month and year precision keep the rest at 01. Null when unknown. */
    watchedOn: date('watched_on', { mode: 'string' }),
    precision: text('precision').$type<'day' | 'month' | 'year' | 'unknown'>().notNull(),
    /** False: somebody else in the household watched it. */
    counts: boolean('counts').notNull().default(true),
    /** The night it was chosen at. */
    nightId: uuid('night_id').references(() => nights.id, { onDelete: 'set null' }),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    index('watches_diary').on(table.userId, table.watchedOn),
    index('watches_title').on(table.userId, table.titleId),
  ],
);

/** "Watched with": who was there, as one person says and the other confirms. */
export const companions = pgTable(
  'companions',
  {
    watchId: uuid('watch_id')
      .notNull()
      .references(() => watches.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    state: text('state').$type<'asked' | 'confirmed' | 'declined'>().notNull(),
    /** The companion's own viewing, which came with the confirmation. */
    ownWatchId: uuid('own_watch_id').references(() => watches.id, { onDelete: 'set null' }),
    askedAt: moment('asked_at').notNull().defaultNow(),
    answeredAt: moment('answered_at'),
  },
  (table) => [
    primaryKey({ columns: [table.watchId, table.userId] }),
    index('companions_user').on(table.userId, table.state),
  ],
);

/** "Not interested", in the scope the person chose. `value` is a title id, a genre, a name or a friend's id. */
export const dismissals = pgTable(
  'dismissals',
  {
    id: uuid('id').primaryKey().default(sql`gen_random_uuid()`),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    scope: text('scope').$type<'title' | 'genre' | 'person' | 'friend'>().notNull(),
    value: text('value').notNull(),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [unique('dismissals_once').on(table.userId, table.scope, table.value)],
);
