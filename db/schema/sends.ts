import { index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { moment } from './moment.ts';
import { users } from './people.ts';
import { titles } from './titles.ts';

/** A title that one friend sent to another, and what became of it. */
export const sends = pgTable(
  'sends',
  {
    id: uuid('id').primaryKey(),
    senderId: uuid('sender_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    recipientId: uuid('recipient_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    titleId: integer('title_id')
      .notNull()
      .references(() => titles.id, { onDelete: 'cascade' }),
    note: text('note').notNull().default(''),
    state: text('state').$type<'sent' | 'accepted' | 'declined'>().notNull().default('sent'),
    sentAt: moment('sent_at').notNull().defaultNow(),
    answeredAt: moment('answered_at'),
    /** The recipient watched it and said thanks; the sender has seen that. */
    thankedAt: moment('thanked_at'),
    thanksSeenAt: moment('thanks_seen_at'),
  },
  (table) => [
    index('sends_recipient').on(table.recipientId, table.sentAt),
    index('sends_sender').on(table.senderId, table.sentAt),
  ],
);
