import { and, count, eq, sql } from 'drizzle-orm';
import type { Queryable } from '../../db/client.ts';
import { listMembers, lists } from '../../db/schema/lists.ts';
import { users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import { canReach, unknownHandle } from '../social/pair.ts';
import { noSuchList, type Role } from './access.ts';
import { changeList, changeLocked, type Versioned } from './change.ts';
import { MOST_MEMBERS } from './fields.ts';
import { memberKey } from './member-key.ts';

export type GivenRole = Exclude<Role, 'owner'>;
export type Member = {
  readonly userId: string;
  readonly role: Role;
  readonly state: 'invited' | 'joined';
};

/** Asks somebody by handle; asking again changes the role that is offered. Members stay what they are. */
export function inviteToList(
  viewerId: string,
  { listId, handle, role }: { readonly listId: string; readonly handle: string; readonly role: GivenRole },
): Promise<Versioned> {
  return changeList(viewerId, listId, 'own', async (tx, { name }) => {
    const person = await reachablePerson(tx, viewerId, handle);
    const member = await readMember(tx, listId, person);
    if (member?.state === 'joined')
      throw new DomainError('conflict', `@${handle} is on ${name} already.`, { field: 'handle' });
    if (member?.role === role) return { value: {}, deed: null };
    if (!member) await refuseCrowd(tx, listId, name);
    const invitation = { role, state: 'invited' as const, invitedBy: viewerId, changedAt: sql`now()` };
    await tx
      .insert(listMembers)
      .values({ listId, userId: person, ...invitation })
      .onConflictDoUpdate({ target: [listMembers.listId, listMembers.userId], set: invitation });
    return { value: {}, deed: { kind: 'invited', personId: person, role }, touched: [person] };
  });
}

/** The person's own yes or no. Whoever asked hears of a yes; a no is silent. */
export function answerListInvitation(
  viewerId: string,
  { listId, accept }: { readonly listId: string; readonly accept: boolean },
): Promise<Versioned> {
  return changeLocked(listId, viewerId, async (tx) => {
    const member = await readMember(tx, listId, viewerId);
    if (accept && member?.state === 'joined') return { value: {}, deed: null };
    if (member?.state !== 'invited' || !(await isOpen(tx, viewerId, listId))) throw noSuchList();
    if (!accept) {
      await tx.delete(listMembers).where(isMember(listId, viewerId));
      return { value: {}, deed: { kind: 'declined', personId: viewerId }, touched: [viewerId] };
    }
    await tx
      .update(listMembers)
      .set({ state: 'joined', changedAt: sql`now()` })
      .where(isMember(listId, viewerId));
    const deed = { kind: 'joined', by: 'invitation', role: member.role } as const;
    return { value: {}, deed, touched: [viewerId] };
  });
}

export function setRole(
  viewerId: string,
  {
    listId,
    member: key,
    role,
  }: { readonly listId: string; readonly member: string; readonly role: GivenRole },
): Promise<Versioned> {
  return changeList(viewerId, listId, 'own', async (tx) => {
    const member = await requireMember(tx, listId, key);
    if (member.role === 'owner')
      throw new DomainError('conflict', 'Every list has an owner. Hand it over to somebody else first.');
    if (member.role === role) return { value: {}, deed: null };
    await tx.update(listMembers).set({ role }).where(isMember(listId, member.userId));
    const deed = { kind: 'role-set', personId: member.userId, from: member.role, to: role } as const;
    return { value: {}, deed, touched: [member.userId] };
  });
}

/** Takes a member off the list, or an invitation back. Their notes and votes wait for their return. */
export function removeMember(
  viewerId: string,
  { listId, member: key }: { readonly listId: string; readonly member: string },
): Promise<Versioned> {
  return changeList(viewerId, listId, 'own', async (tx) => {
    const member = await requireMember(tx, listId, key);
    if (member.role === 'owner') throw ownerStays();
    await tx.delete(listMembers).where(isMember(listId, member.userId));
    const { userId: personId, role, state } = member;
    const deed =
      state === 'invited'
        ? ({ kind: 'uninvited', personId } as const)
        : ({ kind: 'member-removed', personId, role } as const);
    return { value: {}, deed, touched: [personId] };
  });
}

export function leaveList(viewerId: string, listId: string): Promise<Versioned> {
  return changeList(viewerId, listId, 'see', async (tx, { role }) => {
    if (role === 'owner') throw ownerStays();
    await tx.delete(listMembers).where(isMember(listId, viewerId));
    return { value: {}, deed: { kind: 'left', personId: viewerId, role }, touched: [viewerId] };
  });
}

/** The member becomes the owner, and the owner an editor. */
export function handOver(
  viewerId: string,
  { listId, member: key }: { readonly listId: string; readonly member: string },
): Promise<Versioned> {
  return changeList(viewerId, listId, 'own', async (tx) => {
    const member = await requireMember(tx, listId, key);
    if (member.userId === viewerId) return { value: {}, deed: null };
    if (member.state !== 'joined')
      throw new DomainError('conflict', 'A list is handed over to somebody who has joined it.');
    await tx.update(listMembers).set({ role: 'editor' }).where(isMember(listId, viewerId));
    await tx.update(listMembers).set({ role: 'owner' }).where(isMember(listId, member.userId));
    const deed = { kind: 'handed-over', personId: member.userId } as const;
    return { value: {}, deed, touched: [member.userId] };
  });
}

export function isMember(listId: string, userId: string) {
  return and(eq(listMembers.listId, listId), eq(listMembers.userId, userId));
}

export async function readMember(tx: Queryable, listId: string, userId: string): Promise<Member | undefined> {
  const [member] = await tx
    .select({ userId: listMembers.userId, role: listMembers.role, state: listMembers.state })
    .from(listMembers)
    .where(isMember(listId, userId));
  return member;
}

export async function refuseCrowd(tx: Queryable, listId: string, name: string): Promise<void> {
  const [row] = await tx.select({ members: count() }).from(listMembers).where(eq(listMembers.listId, listId));
  if ((row?.members ?? 0) >= MOST_MEMBERS)
    throw new DomainError('conflict', `${name} has ${MOST_MEMBERS} members, which is the most.`);
}

/** Somebody by the key under which the list knows them. */
async function requireMember(tx: Queryable, listId: string, key: string): Promise<Member> {
  const members = await tx
    .select({ userId: listMembers.userId, role: listMembers.role, state: listMembers.state })
    .from(listMembers)
    .where(eq(listMembers.listId, listId));
  const member = members.find(({ userId }) => memberKey(listId, userId) === key);
  if (!member) throw new DomainError('not-found', 'They are no longer on this list.');
  return member;
}

async function reachablePerson(tx: Queryable, viewerId: string, handle: string): Promise<string> {
  const [person] = await tx.select({ id: users.id }).from(users).where(eq(users.handle, handle));
  if (person?.id === viewerId)
    throw new DomainError('invalid', 'That is your own handle.', { field: 'handle' });
  if (person && (await canReach(tx, viewerId, person.id))) return person.id;
  const { code, message } = unknownHandle(handle);
  throw new DomainError(code, message, { field: 'handle' });
}

/** An invitation stands while the list does, and while neither has blocked the other. */
async function isOpen(tx: Queryable, viewerId: string, listId: string): Promise<boolean> {
  const [row] = await tx
    .select({ invitedBy: listMembers.invitedBy, deletedAt: lists.deletedAt })
    .from(listMembers)
    .innerJoin(lists, eq(lists.id, listMembers.listId))
    .where(isMember(listId, viewerId));
  if (!row || row.deletedAt !== null) return false;
  return row.invitedBy === null || canReach(tx, viewerId, row.invitedBy);
}

function ownerStays(): DomainError {
  return new DomainError(
    'conflict',
    'Every list has an owner. Hand it over to somebody else first, or delete it.',
  );
}
