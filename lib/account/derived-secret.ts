/**
 * Secrets of links: derived from what they open, so that the owner can be shown the same link again and nothing that opens
 * anything lies in the database. HMAC-SHA256 under AUTH_SECRET, the first 128 bits, base64url.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { readEnv } from '../env.ts';
import { DomainError } from '../errors.ts';

export type Purpose = 'friend-invite' | 'list-invite' | 'list-member' | 'page-link';

export function deriveSecret(purpose: Purpose, id: string): string {
  const { AUTH_SECRET } = readEnv();
  if (!AUTH_SECRET) throw new DomainError('unavailable', 'No AUTH_SECRET is set. Start with `npm start`.');
  return createHmac('sha256', AUTH_SECRET)
    .update(`${purpose}:${id}`)
    .digest()
    .subarray(0, 16)
    .toString('base64url');
}

export function isDerivedSecret(purpose: Purpose, id: string, given: string): boolean {
  const [right, offered] = [Buffer.from(deriveSecret(purpose, id)), Buffer.from(given)];
  return right.length === offered.length && timingSafeEqual(right, offered);
}
