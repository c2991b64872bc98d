import { and, desc, eq, inArray, isNull, ne, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { libraryEntries } from '../../db/schema/library.ts';
import { users } from '../../db/schema/people.ts';
import { sends } from '../../db/schema/sends.ts';
import type { TitleWithState } from '../catalog/summary.ts';
import { summariesOf } from '../catalog/titles.ts';
import { DomainError } from '../errors.ts';
import { ownersWhoShow } from './audience.ts';
import { listFriends } from './circle.ts';
import { isReachable } from './pair.ts';
import type { Person } from './people.ts';
import { amongFriends } from './sends.ts';

export type Recipient = Person & {
  /** Only where their diary may be seen. */
  readonly seen: boolean;
  /** They have it from the viewer and have not answered, as far as the viewer is told; null otherwise. */
  readonly waitingNote: string | null;
};

/** The friends a title can be sent to, by name. */
export async function readRecipients(viewerId: string, titleId: number): Promise<Recipient[]> {
  const friends = await listFriends(viewerId);
  const ids = friends.map(({ id }) => id);
  const [seen, notes] = await Promise.all([
    whoHasSeen(viewerId, ids, titleId),
    waitingNotes(viewerId, titleId),
  ]);
  return friends.map(({ id, handle, name }) => ({
    id,
    handle,
    name,
    seen: seen.has(id),
    waitingNote: notes.get(id) ?? null,
  }));
}

async function whoHasSeen(
  viewerId: string,
  friendIds: readonly string[],
  titleId: number,
): Promise<ReadonlySet<string>> {
  const open = [...(await ownersWhoShow(viewerId, friendIds, 'diary'))];
  if (open.length === 0) return new Set();
  const rows = await database()
    .select({ id: libraryEntries.userId })
    .from(libraryEntries)
    .where(
      and(
        eq(libraryEntries.titleId, titleId),
        inArray(libraryEntries.userId, open),
        sql`${libraryEntries.watchCount} > ${libraryEntries.uncountedWatches}`,
      ),
    );
  return new Set(rows.map(({ id }) => id));
}

async function waitingNotes(viewerId: string, titleId: number): Promise<ReadonlyMap<string, string>> {
  const rows = await database()
    .select({ id: sends.recipientId, note: sends.note })
    .from(sends)
    .where(and(eq(sends.senderId, viewerId), eq(sends.titleId, titleId), ne(sends.state, 'accepted')));
  return new Map(rows.map(({ id, note }) => [id, note]));
}

export type SentEntry = {
  readonly id: string;
  readonly person: Person;
  readonly title: TitleWithState;
  readonly note: string;
  /** What the sender may know: a "no" looks like no answer yet. */
  readonly state: 'sent' | 'accepted' | 'thanked';
  /** ISO time. */
  readonly at: string;
};
export type SentPage = { readonly entries: readonly SentEntry[]; readonly earlier: string | null };

const PAGE = 20;

/** What the viewer sent to people who are still their friends, newest first. */
export async function readSent(viewerId: string, before: string | null = null): Promise<SentPage> {
  const at = sql<string>`to_char(${sends.sentAt} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;
  const cursor = before === null ? null : parseCursor(before);
  const rows = await database()
    .select({
      id: sends.id,
      person: { id: users.id, handle: users.handle, name: users.displayName },
      titleId: sends.titleId,
      note: sends.note,
      state: sql<SentEntry['state']>`case when ${sends.thankedAt} is not null then 'thanked'
        when ${sends.state} = 'accepted' then 'accepted' else 'sent' end`,
      at,
    })
    .from(sends)
    .innerJoin(users, eq(users.id, sends.recipientId))
    .where(
      and(
        eq(sends.senderId, viewerId),
        amongFriends(),
        isReachable(viewerId),
        cursor === null
          ? undefined
          : sql`(${sends.sentAt}, ${sends.id}) < (${cursor.at}::timestamptz, ${cursor.id}::uuid)`,
      ),
    )
    .orderBy(desc(sends.sentAt), desc(sends.id))
    .limit(PAGE + 1);
  const page = rows.slice(0, PAGE);
  const titles = await summariesOf([...new Set(page.map(({ titleId }) => titleId))], viewerId);
  const last = page.at(-1);
  return {
    entries: page.flatMap(({ titleId, ...entry }) => {
      const title = titles.get(titleId);
      return title ? [{ ...entry, title }] : [];
    }),
    earlier: rows.length > PAGE && last ? `${last.at}~${last.id}` : null,
  };
}

function parseCursor(text: string): { at: string; id: string } {
  const match = /^(\d{4}-\d\d-\d\dT[\d:.]{15}Z)~([\da-f-]{36})$/.exec(text);
  if (!match) throw new DomainError('invalid', 'That place in the list cannot be read. Reload the page.');
  return { at: match[1]!, id: match[2]! };
}

export type SentToYou = {
  readonly id: string;
  readonly person: Person;
  readonly note: string;
  readonly isAnswered: boolean;
};

/** From whom the viewer has this title, as far as there is something left to say: an answer or thanks. */
export function readSentToYou(viewerId: string, titleId: number): Promise<SentToYou[]> {
  return database()
    .select({
      id: sends.id,
      person: { id: users.id, handle: users.handle, name: users.displayName },
      note: sends.note,
      isAnswered: sql<boolean>`${sends.state} = 'accepted'`,
    })
    .from(sends)
    .innerJoin(users, eq(users.id, sends.senderId))
    .where(
      and(
        eq(sends.recipientId, viewerId),
        eq(sends.titleId, titleId),
        ne(sends.state, 'declined'),
        isNull(sends.thankedAt),
        amongFriends(),
        isReachable(viewerId),
      ),
    )
    .orderBy(desc(sends.sentAt), desc(sends.id));
}
