import { and, desc, eq } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { listActivity, lists } from '../../db/schema/lists.ts';
import { changeList, type Versioned } from './change.ts';
import type { Deed, Words } from './deeds.ts';
import { facesOf } from './faces.ts';

export type Described = Versioned & {
  /** Set where somebody else was faster: nothing was changed, and this is what stands there now. */
  readonly conflict: (Words & { readonly by: string | null }) | null;
};

/**
 * Name and description, changed from what the person had before their eyes. Where that is no longer what stands
 * there, they are shown both and choose.
 */
export function describeList(
  viewerId: string,
  { listId, was, to }: { readonly listId: string; readonly was: Words; readonly to: Words },
): Promise<Described> {
  return changeList<Omit<Described, 'version'>>(viewerId, listId, 'change', async (tx, now) => {
    const deed = deedOf(now, to);
    if (!deed) return { value: { conflict: null }, deed: null };
    if (now.name !== was.name || now.description !== was.description) {
      const by = await lastToDescribe(tx, viewerId, listId);
      return { value: { conflict: { name: now.name, description: now.description, by } }, deed: null };
    }
    await tx.update(lists).set(to).where(eq(lists.id, listId));
    return { value: { conflict: null }, deed };
  });
}

function deedOf(now: Words, to: Words): Deed | null {
  if (now.name === to.name && now.description === to.description) return null;
  return { kind: 'described', from: { name: now.name, description: now.description }, to };
}

/** By name; null where it is nobody whom the viewer may meet. */
async function lastToDescribe(tx: Queryable, viewerId: string, listId: string): Promise<string | null> {
  const [last] = await tx
    .select({ userId: listActivity.userId })
    .from(listActivity)
    .where(and(eq(listActivity.listId, listId), eq(listActivity.kind, 'described')))
    .orderBy(desc(listActivity.id))
    .limit(1);
  if (!last?.userId) return null;
  return (await facesOf(viewerId, listId, [last.userId], tx)).get(last.userId)?.person?.name ?? null;
}
