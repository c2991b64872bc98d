import { integer, jsonb, pgTable, text, timestamp } from 'drizzle-orm/pg-core';

/** Fixed windows: how often something was tried since `windowStart`. */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  windowStart: timestamp('window_start', { withTimezone: true, mode: 'date' }).notNull(),
  count: integer('count').notNull(),
});

/** Single facts about this instance: catalogue hash, demo data. */
export const facts = pgTable('facts', {
  name: text('name').primaryKey(),
  value: jsonb('value').notNull(),
});
