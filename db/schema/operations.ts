import { integer, jsonb, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { moment } from './moment.ts';

/** Fixed windows: how often something was tried since `windowStart`. */
export const rateLimits = pgTable('rate_limits', {
  key: text('key').primaryKey(),
  windowStart: moment('window_start').notNull(),
  count: integer('count').notNull(),
});

/** Online features as they were last computed: of a viewer, of a title, of the whole instance. */
export const features = pgTable(
  'features',
  {
    entity: text('entity').$type<'viewer' | 'title' | 'instance'>().notNull(),
    id: text('id').notNull(),
    value: jsonb('value').notNull(),
    computedAt: moment('computed_at').notNull(),
  },
  (table) => [primaryKey({ columns: [table.entity, table.id] })],
);

/** Single facts about this instance: catalogue hash, demo data. */
export const facts = pgTable('facts', {
  name: text('name').primaryKey(),
  value: jsonb('value').notNull(),
});
