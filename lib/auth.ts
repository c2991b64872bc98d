import 'server-only';
import { createHash } from 'node:crypto';
import { cookies, headers } from 'next/headers';
import type { Account, AuthOptions, Profile } from 'next-auth';
import { getToken } from 'next-auth/jwt';
import Credentials from 'next-auth/providers/credentials';
import GitHub, { type GithubProfile } from 'next-auth/providers/github';
import Google, { type GoogleProfile } from 'next-auth/providers/google';
import { clientAddress } from './account/client-address.ts';
import { signInAsDemoPerson } from './account/demo.ts';
import { emailField, passwordField } from './account/fields.ts';
import { connectIdentity, findByIdentity, signInWithIdentity } from './account/identities.ts';
import { isCurrent } from './account/sessions.ts';
import { type Identified, signInWithPassword } from './account/sign-in.ts';
import { readEnv } from './env.ts';
import { DomainError } from './errors.ts';
import { logger } from './monitoring/logger.ts';
import { limitRate } from './monitoring/rate-limit.ts';

export const SESSION_SECONDS = 30 * 24 * 60 * 60;

/** next-auth's configuration: what a session token holds, and the ways to get one. */
export function authOptions(): AuthOptions {
  const env = readEnv();
  return {
    secret: env.AUTH_SECRET,
    session: { strategy: 'jwt', maxAge: SESSION_SECONDS },
    useSecureCookies: usesSecureCookies(),
    pages: { signIn: '/sign-in', error: '/sign-in' },
    providers: [passwordProvider(), demoProvider(), ...oauthProviders()],
    callbacks: {
      signIn: ({ account, profile }) => (account?.type === 'oauth' ? admitOAuth(account, profile) : true),
      async jwt({ token, user, account }) {
        if (account?.type === 'oauth') return (await findByIdentity(identityOf(account))) ?? {};
        return user ? { userId: user.id, epoch: user.epoch } : token;
      },
      session: ({ session, token }) => ({
        expires: session.expires,
        userId: token.userId,
        epoch: token.epoch,
      }),
    },
  };
}

export function usesSecureCookies(): boolean {
  return readEnv().PUBLIC_URL?.startsWith('https://') ?? false;
}

/** The providers that the environment has keys for. */
export function oauthProviderIds(): ('github' | 'google')[] {
  const { GITHUB_ID, GITHUB_SECRET, GOOGLE_ID, GOOGLE_SECRET } = readEnv();
  return [
    ...(GITHUB_ID && GITHUB_SECRET ? ['github' as const] : []),
    ...(GOOGLE_ID && GOOGLE_SECRET ? ['google' as const] : []),
  ];
}

/** Where somebody wanted to go who left for a provider: next-auth keeps it in a cookie. */
export async function wantedOfProvider(): Promise<string | undefined> {
  const name = `${usesSecureCookies() ? '__Secure-' : ''}next-auth.callback-url`;
  const kept = (await cookies()).get(name)?.value;
  if (!kept || !URL.canParse(kept, 'http://here.invalid')) return undefined;
  const { pathname, search, hash } = new URL(kept, 'http://here.invalid');
  return pathname + search + hash;
}

/** Checks an address and a password for both doors, the form and next-auth's own; tries are counted before any work. */
export async function checkPassword(
  email: string,
  password: string,
  forwardedFor: string | null,
): Promise<Identified> {
  const client = clientAddress(forwardedFor);
  await limitRate(`sign-in:client:${client}`, { most: 60, seconds: 900 });
  await limitRate(`sign-in:address:${fingerprint(email)}`, { most: 10, seconds: 900 });
  return signInWithPassword(email, password);
}

function passwordProvider() {
  return Credentials({
    name: 'password',
    credentials: {
      email: { label: 'E-mail', type: 'email' },
      password: { label: 'Password', type: 'password' },
    },
    authorize: (given, request) =>
      orNobody(async () => {
        const email = emailField.safeParse(given?.email);
        const password = passwordField.safeParse(given?.password);
        if (!email.success || !password.success) return null;
        return asUser(
          await checkPassword(email.data, password.data, request.headers?.['x-forwarded-for'] ?? null),
        );
      }),
  });
}

function demoProvider() {
  return Credentials({
    id: 'demo',
    name: 'demo',
    credentials: {},
    authorize: () => orNobody(async () => asUser(await signInAsDemoPerson())),
  });
}

function oauthProviders() {
  const { GITHUB_ID = '', GITHUB_SECRET = '', GOOGLE_ID = '', GOOGLE_SECRET = '' } = readEnv();
  const configured = oauthProviderIds();
  return [
    ...(configured.includes('github') ? [GitHub({ clientId: GITHUB_ID, clientSecret: GITHUB_SECRET })] : []),
    ...(configured.includes('google') ? [Google({ clientId: GOOGLE_ID, clientSecret: GOOGLE_SECRET })] : []),
  ];
}

/** Somebody signed in connects the account to theirs; anybody else signs in with it. */
async function admitOAuth(account: Account, profile: Profile | undefined): Promise<true | string> {
  try {
    const viewer = await signedInNow();
    if (viewer) await connectIdentity(viewer.userId, identityOf(account));
    else await signInWithIdentity({ ...identityOf(account), ...oauthFacts(account, profile) });
    return true;
  } catch (error) {
    if (!(error instanceof DomainError)) logger().error({ error }, 'sign-in with a provider failed');
    return `/sign-in?error=${error instanceof DomainError && error.code === 'conflict' ? 'InUse' : 'OAuth'}`;
  }
}

function identityOf({ provider, providerAccountId }: Account) {
  return { provider, providerAccountId };
}

/** GitHub does not say in the profile whether an address is verified, so it never counts as one. */
function oauthFacts(account: Account, profile: Profile | undefined) {
  if (account.provider === 'google') {
    const { name, email, email_verified } = profile as GoogleProfile;
    return { name, verifiedEmail: email_verified ? email : null };
  }
  const { name, login } = profile as GithubProfile;
  return { name: name ?? login, verifiedEmail: null };
}

async function signedInNow(): Promise<Identified | null> {
  const request = {
    cookies: Object.fromEntries((await cookies()).getAll().map(({ name, value }) => [name, value])),
    headers: Object.fromEntries(await headers()),
  };
  const secret = readEnv().AUTH_SECRET;
  const token = await getToken({ req: request as never, secret, secureCookie: usesSecureCookies() });
  if (!token?.userId || token.epoch === undefined) return null;
  const identified = { userId: token.userId, epoch: token.epoch };
  return (await isCurrent(identified)) ? identified : null;
}

async function orNobody<T>(work: () => Promise<T>): Promise<T | null> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DomainError && error.code !== 'rate-limited') return null;
    if (!(error instanceof DomainError)) logger().error({ error }, 'sign-in failed');
    throw new Error(error instanceof DomainError ? error.code : 'unavailable');
  }
}

function asUser({ userId, epoch }: Identified) {
  return { id: userId, epoch };
}

/** Tried addresses are counted without being kept. */
function fingerprint(email: string): string {
  return createHash('sha256').update(email).digest('base64url').slice(0, 22);
}
