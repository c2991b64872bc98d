import { and, eq, inArray, ne, sql } from 'drizzle-orm';
import { type Queryable, transaction } from '../../db/client.ts';
import { sends } from '../../db/schema/sends.ts';
import { titles } from '../../db/schema/titles.ts';
import { withinMaturityLimit } from '../catalog/maturity.ts';
import { DomainError } from '../errors.ts';
import { touchTopics } from '../live/topics.ts';
import { canReach, lockPair, readFriendship } from './pair.ts';

export const MOST_RECIPIENTS = 20;
export const LONGEST_NOTE = 280;

export type SendRow = typeof sends.$inferSelect;

export type Sending = {
  readonly titleId: number;
  readonly userIds: readonly string[];
  readonly note: string;
  /** One for each person, made by the browser: a repeated request sends nothing twice. */
  readonly ids: readonly string[];
};

export type Sent = {
  readonly id: string;
  readonly userId: string;
  /** Null where it was sent now; the note it had where it waited there already. */
  readonly noteBefore: string | null;
};

/**
 * Sends a title to friends. Whoever has it from the sender and has not accepted it keeps it once, with the newer note.
 * A title above the recipient's maturity limit, and one that they declined, look sent like any other.
 */
export function sendTitle(senderId: string, { titleId, userIds, note, ids }: Sending): Promise<Sent[]> {
  const letters = userIds.map((userId, index) => ({ userId, id: ids[index]! }));
  const ordered = letters.toSorted((one, other) => (one.userId < other.userId ? -1 : 1));
  return transaction(async (tx) => {
    await requireSendable(tx, senderId, titleId);
    for (const { userId } of ordered) await lockPair(tx, senderId, userId);
    for (const { userId } of ordered) await requireFriend(tx, senderId, userId);
    const sent: Sent[] = [];
    for (const { userId, id } of ordered)
      sent.push(await sendOne(tx, { id, senderId, recipientId: userId, titleId, note: note.trim() }));
    await touchTopics(tx, [
      `person:${senderId}`,
      ...ordered.map(({ userId }) => `person:${userId}` as const),
    ]);
    return sent;
  });
}

async function requireSendable(tx: Queryable, senderId: string, titleId: number): Promise<void> {
  const found = await tx
    .select({ id: titles.id })
    .from(titles)
    .where(and(eq(titles.id, titleId), eq(titles.flagged, false), withinMaturityLimit(senderId)));
  if (found.length === 0) throw new DomainError('not-found', 'That title is not here to be sent.');
}

async function requireFriend(tx: Queryable, senderId: string, userId: string): Promise<void> {
  const row = await readFriendship(tx, senderId, userId);
  if (row?.state === 'friends' && (await canReach(tx, senderId, userId))) return;
  throw new DomainError(
    'not-found',
    'Somebody you chose is no longer among your friends, so nothing was sent.',
  );
}

type Letter = Pick<SendRow, 'id' | 'senderId' | 'recipientId' | 'titleId' | 'note'>;

async function sendOne(tx: Queryable, letter: Letter): Promise<Sent> {
  const waiting = await findUnaccepted(tx, letter);
  if (!waiting) {
    await writeLetter(tx, letter);
    return { id: letter.id, userId: letter.recipientId, noteBefore: null };
  }
  if (letter.note !== '') await tx.update(sends).set({ note: letter.note }).where(eq(sends.id, waiting.id));
  const isRepeat = waiting.id === letter.id;
  return { id: waiting.id, userId: letter.recipientId, noteBefore: isRepeat ? null : waiting.note };
}

async function findUnaccepted(tx: Queryable, { senderId, recipientId, titleId }: Letter) {
  const [row] = await tx
    .select({ id: sends.id, note: sends.note })
    .from(sends)
    .where(
      and(
        eq(sends.senderId, senderId),
        eq(sends.recipientId, recipientId),
        eq(sends.titleId, titleId),
        ne(sends.state, 'accepted'),
      ),
    );
  return row;
}

/** An id that is known already is the same letter, which was accepted meanwhile, or somebody else's. */
async function writeLetter(tx: Queryable, letter: Letter): Promise<void> {
  const written = await tx.insert(sends).values(letter).onConflictDoNothing().returning({ id: sends.id });
  if (written.length > 0) return;
  const { id, senderId, recipientId, titleId } = letter;
  const [same] = await tx
    .select({ id: sends.id })
    .from(sends)
    .where(
      and(
        eq(sends.id, id),
        eq(sends.senderId, senderId),
        eq(sends.recipientId, recipientId),
        eq(sends.titleId, titleId),
      ),
    );
  if (!same) throw new DomainError('conflict', 'That was sent before in another way. Please send it again.');
}

/** The way back for whoever sent: letters that are not accepted are gone, and those that waited before have their old note. */
export function takeBackSends(
  senderId: string,
  taken: readonly Pick<Sent, 'id' | 'noteBefore'>[],
): Promise<void> {
  return transaction(async (tx) => {
    const rows = await tx
      .select()
      .from(sends)
      .where(
        and(
          eq(sends.senderId, senderId),
          inArray(
            sends.id,
            taken.map(({ id }) => id),
          ),
        ),
      )
      .orderBy(sends.recipientId)
      .for('update');
    const accepted = rows.filter(({ state }) => state === 'accepted');
    if (accepted.length > 0)
      throw new DomainError('conflict', 'It is on their watchlist already, so it cannot be taken back.');
    for (const { id } of rows) {
      const noteBefore = taken.find((each) => each.id === id)?.noteBefore ?? null;
      if (noteBefore === null) await tx.delete(sends).where(eq(sends.id, id));
      else await tx.update(sends).set({ note: noteBefore }).where(eq(sends.id, id));
    }
    await touchTopics(tx, [
      `person:${senderId}`,
      ...rows.map(({ recipientId }) => `person:${recipientId}` as const),
    ]);
  });
}

/** True in SQL when the two people of a letter are friends: what an end of friendship hides comes back with it. */
export function amongFriends() {
  return sql`exists (select 1 from friendships f where f.low_id = least(${sends.senderId}, ${sends.recipientId})
    and f.high_id = greatest(${sends.senderId}, ${sends.recipientId}) and f.state = 'friends')`;
}
