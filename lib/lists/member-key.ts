import { deriveSecret } from '../account/derived-secret.ts';

/**
 * Who somebody is on one list: a UUID that says nothing outside of it, so that two people who blocked each other and
 * meet on a third person's list cannot tell from votes or from who is here now whom they have met.
 */
export function memberKey(listId: string, userId: string): string {
  const bytes = Buffer.from(deriveSecret('list-member', `${listId}:${userId}`), 'base64url');
  bytes[6] = (bytes[6]! & 0x0f) | 0x80;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
