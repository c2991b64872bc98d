import { type Queryable, transaction } from '../../db/client.ts';
import { listActivity } from '../../db/schema/lists.ts';
import { announce, lockTopic, touchTopics } from '../live/topics.ts';
import { type Access, type Power, requireAccess } from './access.ts';
import type { Deed } from './deeds.ts';

type Change<T> = {
  readonly value: T;
  /** Null: everything was so already, and nothing has happened. */
  readonly deed: Deed | null;
  /** People whose inbox or lists this changes. */
  readonly touched?: readonly string[];
};

export type Versioned = { readonly version: number };

/**
 * Changes of one list happen one after the other, and each has one version and one row of activity. Where nothing
 * changes, the version stays.
 */
export async function changeList<T extends object>(
  viewerId: string,
  listId: string,
  power: Power,
  work: (tx: Queryable, access: Access) => Promise<Change<T>>,
): Promise<T & Versioned> {
  return changeLocked(listId, viewerId, async (tx) =>
    work(tx, await requireAccess(viewerId, listId, power, tx)),
  );
}

/** For whoever is not a member yet, or not any more: `work` decides who may. */
export async function changeLocked<T extends object>(
  listId: string,
  actorId: string,
  work: (tx: Queryable) => Promise<Change<T>>,
): Promise<T & Versioned> {
  try {
    return await transaction(async (tx) => {
      const version = await lockTopic(tx, `list:${listId}`);
      const { value, deed, touched = [] } = await work(tx);
      if (!deed) throw new Unchanged({ ...value, version: version - 1 });
      await recordDeed(tx, listId, version, actorId, deed);
      await announce(tx, `list:${listId}`, version);
      await touchTopics(
        tx,
        touched.map((id) => `person:${id}` as const),
      );
      return { ...value, version };
    });
  } catch (error) {
    if (error instanceof Unchanged) return error.value as T & Versioned;
    throw error;
  }
}

export async function recordDeed(
  tx: Queryable,
  listId: string,
  version: number,
  actorId: string | null,
  { kind, titleId, ...detail }: Deed & { readonly titleId?: number },
): Promise<void> {
  await tx
    .insert(listActivity)
    .values({ listId, version, userId: actorId, kind, titleId: titleId ?? null, detail });
}

/** Rolls back a transaction that had nothing to do, so that nobody hears of it. */
class Unchanged extends Error {
  readonly value: object;
  constructor(value: object) {
    super('nothing changed');
    this.value = value;
  }
}
