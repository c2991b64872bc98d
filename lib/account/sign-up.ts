import { database } from '../../db/client.ts';
import { users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import { isHandleFree } from './handles.ts';
import { hashPassword, refuseCommonPassword } from './passwords.ts';
import type { Identified } from './sign-in.ts';

export type NewAccount = {
  readonly email: string;
  readonly handle: string;
  readonly displayName: string;
  readonly password: string;
};

/** Creates an account. What it says of an address that cannot be used holds for every reason alike. */
export async function signUp(account: NewAccount): Promise<Identified> {
  const { email, handle, displayName, password } = account;
  refuseCommonPassword(password, [email, handle, displayName.toLowerCase()]);
  if (!(await isHandleFree(handle))) throw handleTaken(handle);
  const passwordHash = await hashPassword(password);
  const [created] = await database()
    .insert(users)
    .values({ email, handle, displayName, passwordHash })
    .onConflictDoNothing()
    .returning({ userId: users.id, epoch: users.sessionEpoch });
  if (created) return created;
  if (!(await isHandleFree(handle))) throw handleTaken(handle);
  throw new DomainError('conflict', 'That address cannot be used. If it is yours, sign in instead.', {
    field: 'email',
  });
}

export function handleTaken(handle: string): DomainError {
  return new DomainError('conflict', `@${handle} is taken. Try another handle.`, { field: 'handle' });
}
