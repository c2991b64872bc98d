import { createHash, randomBytes } from 'node:crypto';
import { and, count, desc, eq, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { apiTokens } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import { refuseDemoPerson } from './demo.ts';

const MOST = 20;

export type ApiToken = {
  readonly id: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
};

/** The only moment the token itself exists: only its hash is kept. */
export async function createToken(userId: string, name: string): Promise<{ token: string; kept: ApiToken }> {
  await refuseDemoPerson(userId);
  const [held] = await database()
    .select({ count: count() })
    .from(apiTokens)
    .where(eq(apiTokens.userId, userId));
  if ((held?.count ?? 0) >= MOST) {
    throw new DomainError('conflict', `You have ${MOST} tokens already. Revoke one you no longer use.`);
  }
  const token = `matinee_${randomBytes(32).toString('base64url')}`;
  const [kept] = await database()
    .insert(apiTokens)
    .values({ userId, name, tokenHash: hashToken(token) })
    .returning(columns);
  if (!kept) throw new DomainError('unavailable', 'The token could not be kept. Please try again.');
  return { token, kept };
}

export function listTokens(userId: string): Promise<ApiToken[]> {
  return database()
    .select(columns)
    .from(apiTokens)
    .where(eq(apiTokens.userId, userId))
    .orderBy(desc(apiTokens.createdAt));
}

export async function revokeToken(userId: string, tokenId: string): Promise<void> {
  await database()
    .delete(apiTokens)
    .where(and(eq(apiTokens.id, tokenId), eq(apiTokens.userId, userId)));
}

/** The person a token stands for, or null. */
export async function verifyToken(token: string): Promise<string | null> {
  const [found] = await database()
    .select({
      id: apiTokens.id,
      userId: apiTokens.userId,
      stale: sql<boolean>`coalesce(${apiTokens.lastUsedAt} < now() - interval '1 minute', true)`,
    })
    .from(apiTokens)
    .where(eq(apiTokens.tokenHash, hashToken(token)));
  if (!found) return null;
  if (found.stale)
    await database().update(apiTokens).set({ lastUsedAt: sql`now()` }).where(eq(apiTokens.id, found.id));
  return found.userId;
}

const columns = {
  id: apiTokens.id,
  name: apiTokens.name,
  createdAt: apiTokens.createdAt,
  lastUsedAt: apiTokens.lastUsedAt,
};

// The token is 256 random bits: a fast hash is enough, and it can be looked up by index.
function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
