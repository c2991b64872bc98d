import { bigint, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './moment.ts';

/** How often what a topic stands for has changed. Raising it is a change's lock and its place in the order. */
export const topics = pgTable('topics', {
  /** `list:ID`, `night:ID` or `person:ID`. */
  topic: text('topic').primaryKey(),
  version: bigint('version', { mode: 'number' }).notNull().default(0),
});

/** Who has a topic open in a browser now. A connection that stops saying so is forgotten. */
export const presence = pgTable(
  'presence',
  {
    topic: text('topic').notNull(),
    connection: uuid('connection').notNull(),
    /** A person's id, or a night member's. */
    who: uuid('who').notNull(),
    seenAt: moment('seen_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.topic, table.connection] }),
    index('presence_seen').on(table.seenAt),
  ],
);
