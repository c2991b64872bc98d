import { hasPassword } from './change-password.ts';
import { listIdentities } from './identities.ts';

/** How somebody can sign in: with a password, with accounts elsewhere. */
export async function readSignInWays(userId: string): Promise<{ hasPassword: boolean; providers: string[] }> {
  const [password, providers] = await Promise.all([hasPassword(userId), listIdentities(userId)]);
  return { hasPassword: password, providers };
}
