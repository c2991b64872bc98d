import {
  bigint,
  boolean,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  real,
  smallint,
  text,
  uuid,
} from 'drizzle-orm/pg-core';
import { moment } from './moment.ts';
import { users } from './people.ts';
import { titles } from './titles.ts';

/** Append only: what happened, in the words of `lib/event-log/events`. */
export const events = pgTable(
  'events',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    type: text('type').notNull(),
    titleId: integer('title_id').references(() => titles.id, { onDelete: 'cascade' }),
    payload: jsonb('payload').notNull(),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [
    index('events_user').on(table.userId, table.at),
    index('events_title').on(table.titleId, table.at),
    index('events_type').on(table.type, table.at),
  ],
);

/** What a media server or a player reported; the sender's id makes a repeated report the same report. */
export const playbackEvents = pgTable(
  'playback_events',
  {
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    eventId: text('event_id').notNull(),
    titleId: integer('title_id')
      .notNull()
      .references(() => titles.id, { onDelete: 'cascade' }),
    type: text('type').$type<'started' | 'progress' | 'stopped' | 'finished'>().notNull(),
    /** Share of the running time, 0 to 1. */
    reached: real('reached').notNull(),
    at: moment('at').notNull(),
    /** It was the last episode of a series, so that its end is the end of the series. */
    finale: boolean('finale').notNull().default(false),
    /** Minutes ahead of UTC where the player stands: a viewing belongs to the day it was there. */
    utcOffset: smallint('utc_offset').notNull().default(0),
    receivedAt: moment('received_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.userId, table.eventId] }),
    index('playback_events_title').on(table.titleId, table.at),
    index('playback_events_user').on(table.userId, table.at),
  ],
);

/** Every slate that was served, and enough to compute it again. */
export const slates = pgTable(
  'slates',
  {
    id: uuid('id').primaryKey(),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    surface: text('surface').notNull(),
    seed: bigint('seed', { mode: 'number' }).notNull(),
    request: jsonb('request').notNull(),
    servedBy: text('served_by').$type<'model' | 'cached' | 'trending' | 'chronological'>().notNull(),
    modelVersion: text('model_version'),
    policyHash: text('policy_hash').notNull(),
    timings: jsonb('timings').notNull(),
    /** Sources that were too slow and were not waited for. */
    leftOut: text('left_out').array().notNull().default([]),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [index('slates_user').on(table.userId, table.createdAt)],
);

export const slateItems = pgTable(
  'slate_items',
  {
    slateId: uuid('slate_id')
      .notNull()
      .references(() => slates.id, { onDelete: 'cascade' }),
    position: smallint('position').notNull(),
    titleId: integer('title_id')
      .notNull()
      .references(() => titles.id, { onDelete: 'cascade' }),
    score: real('score').notNull(),
    propensity: real('propensity').notNull(),
    source: text('source').notNull(),
    explanation: jsonb('explanation').notNull(),
    /** What the ranker read, as RANKER_FEATURES orders it; null where no ranker ran. Unknown features are null inside. */
    features: jsonb('features').$type<readonly (number | null)[]>(),
    /** Seen on a screen, as the browser reported it. */
    impressedAt: moment('impressed_at'),
  },
  (table) => [primaryKey({ columns: [table.slateId, table.position] })],
);
