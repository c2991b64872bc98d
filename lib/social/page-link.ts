import { eq, sql } from 'drizzle-orm';
import { database } from '../../db/client.ts';
import { pageLinks } from '../../db/schema/people.ts';
import { deriveSecret, isDerivedSecret } from '../account/derived-secret.ts';

/** The path of the viewer's page for whoever is given it. There is one from the start; nothing shows until a section is for it. */
export async function readPageLink(viewerId: string): Promise<string> {
  return pathOf(viewerId, await readEdition(viewerId));
}

/** Makes another address; the old one is nobody's page from now on. */
export async function renewPageLink(viewerId: string): Promise<string> {
  const [row] = await database()
    .insert(pageLinks)
    .values({ userId: viewerId, edition: FIRST + 1 })
    .onConflictDoUpdate({
      target: pageLinks.userId,
      set: { edition: sql`${pageLinks.edition} + 1`, createdAt: sql`now()` },
    })
    .returning({ edition: pageLinks.edition });
  return pathOf(viewerId, row!.edition);
}

/** Whose page a link's token opens; null for a token that is wrong, old or nobody's. */
export async function ownerOfPageLink(token: string): Promise<string | null> {
  const match = /^([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\.([\w-]{22})$/.exec(token);
  if (!match) return null;
  const [, userId, secret] = match as unknown as [string, string, string];
  const isRight = isDerivedSecret('page-link', idOf(userId, await readEdition(userId)), secret);
  return isRight ? userId : null;
}

/** The edition of whoever has never asked for another address, for whom there is no row. */
const FIRST = 1;

async function readEdition(userId: string): Promise<number> {
  const [row] = await database()
    .select({ edition: pageLinks.edition })
    .from(pageLinks)
    .where(eq(pageLinks.userId, userId));
  return row?.edition ?? FIRST;
}

function pathOf(userId: string, edition: number): string {
  return `/p/${userId}.${deriveSecret('page-link', idOf(userId, edition))}`;
}

function idOf(userId: string, edition: number): string {
  return `${userId}:${edition}`;
}
