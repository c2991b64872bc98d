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
  unique,
  uuid,
} from 'drizzle-orm/pg-core';
import { moment } from './moment.ts';
import { users } from './people.ts';
import { titles } from './titles.ts';

/** People who often watch together, saved by one of them. */
export const groups = pgTable('groups', {
  id: uuid('id').primaryKey(),
  ownerId: uuid('owner_id')
    .notNull()
    .references(() => users.id, { onDelete: 'cascade' }),
  name: text('name').notNull(),
  createdAt: moment('created_at').notNull().defaultNow(),
});

export const groupMembers = pgTable(
  'group_members',
  {
    groupId: uuid('group_id')
      .notNull()
      .references(() => groups.id, { onDelete: 'cascade' }),
    userId: uuid('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
  },
  (table) => [primaryKey({ columns: [table.groupId, table.userId] })],
);

/** What tonight's title must be. What is absent does not matter. */
export type NightConstraints = {
  /** Minutes. */
  readonly longest?: number;
  /** Age. */
  readonly maturity?: number;
  readonly languages?: readonly string[];
  readonly kind?: 'film' | 'series';
  readonly genres?: readonly string[];
  /** Only what nobody who is there has seen. */
  readonly unseen?: boolean;
  /** Only titles that stand on one of these lists; `watchlists` stands for the watchlists of all. */
  readonly fromLists?: readonly string[];
};

export type NightPhase = 'gathering' | 'voting' | 'final' | 'decided' | 'cancelled';

export const nights = pgTable(
  'nights',
  {
    id: uuid('id').primaryKey(),
    /** What guests type: six letters and digits that are not mistaken for each other. */
    code: text('code').notNull().unique(),
    hostId: uuid('host_id').references(() => users.id, { onDelete: 'set null' }),
    groupId: uuid('group_id').references(() => groups.id, { onDelete: 'set null' }),
    name: text('name').notNull(),
    rule: text('rule')
      .$type<
        | 'average'
        | 'least-misery'
        | 'average-without-misery'
        | 'taking-turns'
        | 'greedy-fairness'
        | 'proportional'
      >()
      .notNull(),
    constraints: jsonb('constraints').$type<NightConstraints>().notNull().default({}),
    seed: bigint('seed', { mode: 'number' }).notNull(),
    phase: text('phase').$type<NightPhase>().notNull().default('gathering'),
    /** One phone is passed round: the host's browser votes for everybody. */
    hotSeat: boolean('hot_seat').notNull().default(false),
    modelVersion: text('model_version'),
    createdAt: moment('created_at').notNull().defaultNow(),
    startedAt: moment('started_at'),
    endedAt: moment('ended_at'),
    /** The last round: three titles. */
    finalTitles: integer('final_titles').array().notNull().default([]),
    resultId: integer('result_id').references(() => titles.id, { onDelete: 'set null' }),
    decidedBy: text('decided_by').$type<'agreement' | 'last-round' | 'host'>(),
  },
  (table) => [index('nights_host').on(table.hostId, table.createdAt)],
);

/** Somebody who is asked to a night or there: a person, or a guest with a secret in their browser. */
export const nightMembers = pgTable(
  'night_members',
  {
    id: uuid('id').primaryKey(),
    nightId: uuid('night_id')
      .notNull()
      .references(() => nights.id, { onDelete: 'cascade' }),
    userId: uuid('user_id').references(() => users.id, { onDelete: 'cascade' }),
    /** SHA-256 of a guest's secret. Both null: somebody at the host's phone. */
    guestHash: text('guest_hash'),
    name: text('name').notNull(),
    /** `removed`: the host took them off, and there is no such night for them unless the host takes that back. */
    attendance: text('attendance').$type<'asked' | 'in' | 'out' | 'removed'>().notNull(),
    joinedAt: moment('joined_at').notNull().defaultNow(),
    /** Has answered every title of the deck, or of the last round. */
    doneAt: moment('done_at'),
    /** What the decision gave this member, 0 to 1, by their own scores over the deck: never by their votes. */
    satisfaction: real('satisfaction'),
    /** Whether the result was watched, as this member confirmed it for their diary. */
    watched: boolean('watched'),
    confirmedAt: moment('confirmed_at'),
  },
  (table) => [
    unique('night_members_once').on(table.nightId, table.userId),
    index('night_members_user').on(table.userId, table.joinedAt),
  ],
);

/** The frozen deck: everybody sees the same, in the same order. */
export const nightTitles = pgTable(
  'night_titles',
  {
    nightId: uuid('night_id')
      .notNull()
      .references(() => nights.id, { onDelete: 'cascade' }),
    position: smallint('position').notNull(),
    titleId: integer('title_id')
      .notNull()
      .references(() => titles.id, { onDelete: 'cascade' }),
    /** What the rule makes of it for the whole group. */
    score: real('score').notNull(),
    /** For every member with a taste: how much it is theirs (0 to 1) and why. Keyed by member id. */
    members: jsonb('members').$type<Readonly<Record<string, NightReason>>>().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.nightId, table.position] }),
    unique('night_titles_once').on(table.nightId, table.titleId),
  ],
);

export type NightReason = {
  /** 0 to 1: the share of the pool this member likes less. */
  readonly fit: number;
  /** "like Arrival", "Denis Villeneuve", "slow-burn": in words; null where nothing of theirs spoke for it. */
  readonly words: string | null;
};

/** One row a member, title and round, whatever the network does. All of them go when the night ends. */
export const nightVotes = pgTable(
  'night_votes',
  {
    nightId: uuid('night_id')
      .notNull()
      .references(() => nights.id, { onDelete: 'cascade' }),
    memberId: uuid('member_id')
      .notNull()
      .references(() => nightMembers.id, { onDelete: 'cascade' }),
    titleId: integer('title_id')
      .notNull()
      .references(() => titles.id, { onDelete: 'cascade' }),
    round: text('round').$type<'deck' | 'final'>().notNull(),
    /** Null: taken back. */
    answer: boolean('answer'),
    /** Rises with everything this member says, so that an old message never overwrites a newer one. */
    turn: bigint('turn', { mode: 'number' }).notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.memberId, table.titleId, table.round] }),
    index('night_votes_night').on(table.nightId),
  ],
);
