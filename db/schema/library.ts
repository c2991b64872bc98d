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
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [
    index('watches_diary').on(table.userId, table.watchedOn),
    index('watches_title').on(table.userId, table.titleId),
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
