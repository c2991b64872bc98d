import { and, eq, isNull } from 'drizzle-orm';
import { database, type Queryable } from '../../db/client.ts';
import { listMembers, lists } from '../../db/schema/lists.ts';
import { DomainError } from '../errors.ts';

export type Role = 'owner' | 'editor' | 'viewer';
/** What a verb asks of whoever calls it. Nobody votes on an archived list or changes it. */
export type Power = 'see' | 'vote' | 'change' | 'own';

export type Access = {
  readonly role: Role;
  readonly name: string;
  readonly description: string;
  readonly archivedAt: Date | null;
};

/** How a member stands to a list; null for everybody else, invited people included. */
export async function readAccess(
  viewerId: string,
  listId: string,
  db: Queryable = database(),
): Promise<Access | null> {
  const [row] = await db
    .select({
      role: listMembers.role,
      name: lists.name,
      description: lists.description,
      archivedAt: lists.archivedAt,
    })
    .from(listMembers)
    .innerJoin(lists, eq(lists.id, listMembers.listId))
    .where(
      and(
        eq(listMembers.listId, listId),
        eq(listMembers.userId, viewerId),
        eq(listMembers.state, 'joined'),
        isNull(lists.deletedAt),
      ),
    );
  return row ?? null;
}

export async function requireAccess(
  viewerId: string,
  listId: string,
  power: Power,
  db?: Queryable,
): Promise<Access> {
  const access = await readAccess(viewerId, listId, db);
  if (!access) throw noSuchList();
  if (power === 'own' && access.role !== 'owner')
    throw new DomainError('forbidden', `Only the owner of ${access.name} can do that.`);
  if (power === 'change' && access.role === 'viewer')
    throw new DomainError(
      'forbidden',
      `You see ${access.name} and vote. Ask its owner to let you change it.`,
    );
  if ((power === 'change' || power === 'vote') && access.archivedAt)
    throw new DomainError('conflict', `${access.name} is archived. Bring it back before you change it.`);
  return access;
}

/** The same whether there is no such list or whether it is not theirs to see. */
export function noSuchList(): DomainError {
  return new DomainError('not-found', 'There is no such list, or it is no longer yours to see.');
}
