import { and, eq } from 'drizzle-orm';
import { database, type Queryable, transaction } from '../../db/client.ts';
import { identities, users } from '../../db/schema/people.ts';
import { DomainError } from '../errors.ts';
import { suggestHandle } from './handles.ts';
import type { Identified } from './sign-in.ts';

export type Identity = { readonly provider: string; readonly providerAccountId: string };
export type OAuthPerson = Identity & {
  readonly name: string;
  /** Null unless the provider vouches that the address is theirs. */
  readonly verifiedEmail: string | null;
};

export async function findByIdentity(
  identity: Identity,
  db: Queryable = database(),
): Promise<Identified | null> {
  const [found] = await db
    .select({ userId: users.id, epoch: users.sessionEpoch })
    .from(identities)
    .innerJoin(users, eq(users.id, identities.userId))
    .where(matches(identity));
  return found ?? null;
}

/**
 * Signs in by the provider's own account id, and creates an account for a new one. An existing account is never
 * taken over by its address: our addresses are not verified, so whoever signed up first may not be their owner.
 */
export function signInWithIdentity(person: OAuthPerson): Promise<Identified> {
  return transaction(async (tx) => {
    const known = await findByIdentity(person, tx);
    if (known) return known;
    const { provider, providerAccountId, verifiedEmail } = person;
    const displayName = person.name.replace(/\p{C}/gu, '').trim().slice(0, 50) || 'New here';
    const [created] = await tx
      .insert(users)
      .values({
        email:
          verifiedEmail?.toLowerCase() ?? `${provider}.${providerAccountId}@no-address.invalid`.toLowerCase(),
        handle: await suggestHandle(person.name, tx),
        displayName,
      })
      .onConflictDoNothing({ target: users.email })
      .returning({ userId: users.id, epoch: users.sessionEpoch });
    if (!created) throw addressInUse();
    await tx.insert(identities).values({ provider, providerAccountId, userId: created.userId });
    return created;
  });
}

/** Lets a signed-in person sign in with a provider from now on. Repeating it changes nothing. */
export async function connectIdentity(userId: string, identity: Identity): Promise<void> {
  const { provider, providerAccountId } = identity;
  await database().insert(identities).values({ provider, providerAccountId, userId }).onConflictDoNothing();
  const owner = await findByIdentity(identity);
  if (owner?.userId !== userId) {
    throw new DomainError('conflict', 'That account already signs in somebody else here.');
  }
}

export async function listIdentities(userId: string): Promise<string[]> {
  const rows = await database()
    .select({ provider: identities.provider })
    .from(identities)
    .where(eq(identities.userId, userId));
  return rows.map((row) => row.provider);
}

function matches({ provider, providerAccountId }: Identity) {
  return and(eq(identities.provider, provider), eq(identities.providerAccountId, providerAccountId));
}

function addressInUse(): DomainError {
  return new DomainError(
    'conflict',
    'Your address already has an account here. Sign in with your password, then connect the other one in settings.',
  );
}
