import { integer, jsonb, pgTable, text } from 'drizzle-orm/pg-core';
import { moment } from './moment.ts';

/** Fixed windows: how often something was tried since `windowStart`. */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  windowStart: moment('window_start').notNull(),
  count: integer('count').notNull(),
});

/** Single facts about this instance: catalogue hash, demo data. */
export const facts = pgTable('facts', {
  name: text('name').primaryKey(),
  value: jsonb('value').notNull(),
});
