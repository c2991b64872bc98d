/** The secret part of an invitation's address: `/invite/ID.SECRET`. */
import { deriveSecret, isDerivedSecret } from '../account/derived-secret.ts';

export function invitePath(inviteId: string): string {
  return `/invite/${inviteId}.${deriveSecret('friend-invite', inviteId)}`;
}

/** The invitation a token opens; null for anything made up. Nothing is asked of the database. */
export function readInviteToken(token: string): string | null {
  const [, id, secret] = /^([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\.([\w-]{22})$/.exec(token) ?? [];
  return id && secret && isDerivedSecret('friend-invite', id, secret) ? id : null;
}
