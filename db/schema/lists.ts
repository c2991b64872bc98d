import { sql } from 'drizzle-orm';
import {
  bigint,
  index,
  integer,
  jsonb,
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

/** A list of titles that people keep together. Only its members know of it. */
export const lists = pgTable('lists', {
  id: uuid('id').primaryKey(),
  name: text('name').notNull(),
  description: text('description').notNull().default(''),
  archivedAt: moment('archived_at'),
  /** Gone for everybody; the owner can take that back for a while. */
  deletedAt: moment('deleted_at'),
  createdAt: moment('created_at').notNull().defaultNow(),
});

export const listMembers = pgTable(
  'list_members',
  {
    listId: uuid('list_id')
      .notNull()
      .references(() => lists.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text('role').$type<'owner' | 'editor' | 'viewer'>().notNull(),
    /** An invitation by handle waits until it is accepted. */
    state: text('state').$type<'invited' | 'joined'>().notNull(),
    invitedBy: uuid('invited_by').references(() => users.id, { onDelete: 'set null' }),
    changedAt: moment('changed_at').notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.listId, table.userId] }),
    index('list_members_user').on(table.userId),
  ],
);

export const listItems = pgTable(
  'list_items',
  {
    id: uuid('id').primaryKey(),
    listId: uuid('list_id')
      .notNull()
      .references(() => lists.id, { onDelete: 'cascade' }),
    titleId: integer('title_id')
      .notNull()
      .references(() => titles.id, { onDelete: 'cascade' }),
    /** A fractional index: ordered by bytes, and there is always one between two. */
    place: text('place').notNull(),
    addedBy: uuid('added_by').references(() => users.id, { onDelete: 'set null' }),
    addedAt: moment('added_at').notNull().defaultNow(),
    /** Taken off, with its notes and votes, until it is put back. */
    removedAt: moment('removed_at'),
  },
  (table) => [unique('list_items_once').on(table.listId, table.titleId)],
);

/** What one member says of a title on the list: everybody has their own words, so nobody overwrites another's. */
export const listNotes = pgTable(
  'list_notes',
  {
    itemId: uuid('item_id')
      .notNull()
      .references(() => listItems.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    text: text('text').notNull(),
    changedAt: moment('changed_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.itemId, table.userId] })],
);

export const listVotes = pgTable(
  'list_votes',
  {
    itemId: uuid('item_id')
      .notNull()
      .references(() => listItems.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    vote: smallint('vote').$type<1 | -1>().notNull(),
    votedAt: moment('voted_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.itemId, table.userId] })],
);

/** Append only: what was done to a list. `version` is the topic's, so every change has one place in one order. */
export const listActivity = pgTable(
  'list_activity',
  {
    id: bigint('id', { mode: 'number' }).primaryKey().generatedAlwaysAsIdentity(),
    listId: uuid('list_id')
      .notNull()
      .references(() => lists.id, { onDelete: 'cascade' }),
    version: bigint('version', { mode: 'number' }).notNull(),
    userId: uuid('user_id').references(() => users.id, { onDelete: 'set null' }),
    kind: text('kind').notNull(),
    titleId: integer('title_id').references(() => titles.id, { onDelete: 'cascade' }),
    detail: jsonb('detail').notNull().default(sql`'{}'`),
    at: moment('at').notNull().defaultNow(),
  },
  (table) => [index('list_activity_list').on(table.listId, table.id)],
);
