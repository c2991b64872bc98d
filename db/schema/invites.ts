import { index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { lists } from './lists.ts';
import { moment } from './moment.ts';
import { users } from './people.ts';

/** A link that makes friends, or members of a list. The link's secret is derived from the id and never kept. */
export const invites = pgTable(
  'invites',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind').$type<'friend' | 'list'>().notNull(),
    creatorId: uuid('creator_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    listId: uuid('list_id').references(() => lists.id, { onDelete: 'cascade' }),
    role: text('role').$type<'editor' | 'viewer'>(),
    /** 1 for a single use; null for as often as it is opened until it expires. */
    mostUses: integer('most_uses'),
    expiresAt: moment('expires_at').notNull(),
    revokedAt: moment('revoked_at'),
    createdAt: moment('created_at').notNull().defaultNow(),
  },
  (table) => [index('invites_creator').on(table.creatorId), index('invites_list').on(table.listId)],
);

export const inviteUses = pgTable(
  'invite_uses',
  {
    inviteId: uuid('invite_id')
      .notNull()
      .references(() => invites.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    usedAt: moment('used_at').notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.inviteId, table.userId] })],
);
