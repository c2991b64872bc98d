import 'server-only';
import { eq } from 'drizzle-orm';
import { cookies } from 'next/headers';
import { redirect } from 'next/navigation';
import { getServerSession } from 'next-auth';
import { encode } from 'next-auth/jwt';
import { cache } from 'react';
import { database } from '../db/client.ts';
import { type Audience, users } from '../db/schema/people.ts';
import type { Identified } from './account/sign-in.ts';
import { verifyToken } from './account/tokens.ts';
import { authOptions, SESSION_SECONDS, usesSecureCookies } from './auth.ts';
import { readEnv } from './env.ts';
import { DomainError } from './errors.ts';
import type { NightActor } from './nights/actor.ts';
import type { GuestPass } from './nights/keep-guest.ts';

/** The signed-in person, as far as every page and action needs to know them. */
export type Viewer = {
  readonly id: string;
  readonly handle: string;
  readonly displayName: string;
  readonly role: 'member' | 'operator';
  readonly isDemo: boolean;
  readonly personalised: boolean;
  readonly feedChoice: 'for-you' | 'latest';
  readonly shareRatings: Audience;
  readonly maturityLimit: number | null;
  readonly variety: 'familiar' | 'balanced' | 'surprising';
  readonly welcomed: boolean;
};

/** Null when nobody is signed in, or when the session was ended by "sign out everywhere". Read once a request. */
export const currentViewer = cache(async (): Promise<Viewer | null> => {
  const session = await getServerSession(authOptions());
  if (!session?.userId) return null;
  const [user] = await database().select().from(users).where(eq(users.id, session.userId));
  if (!user || user.sessionEpoch !== session.epoch) return null;
  return {
    id: user.id,
    handle: user.handle,
    displayName: user.displayName,
    role: user.role,
    isDemo: user.isDemo,
    personalised: user.personalised,
    feedChoice: user.feedChoice,
    shareRatings: user.shareRatings,
    maturityLimit: user.maturityLimit,
    variety: user.variety,
    welcomed: user.welcomedAt !== null,
  };
});

export async function requireViewer(): Promise<Viewer> {
  const viewer = await currentViewer();
  if (!viewer) throw new DomainError('unauthenticated', 'Please sign in to do that.');
  return viewer;
}

/** Whose programs or browser are calling: by `Authorization: Bearer` with an API token, or by session. */
export async function requireCaller(request: Request): Promise<string> {
  const [scheme, token] = (request.headers.get('authorization') ?? '').split(' ');
  const isToken = scheme?.toLowerCase() === 'bearer' && token;
  const callerId = isToken ? await verifyToken(token) : (await currentViewer())?.id;
  if (callerId) return callerId;
  const message = isToken
    ? 'This API token is not known here. Make a new one.'
    : 'Sign in, or send an API token.';
  throw new DomainError('unauthenticated', message);
}

/** For pages that need somebody: sends everybody else to sign in, and back to `path` afterwards. */
export async function viewerOrSignIn(path: string): Promise<Viewer> {
  const viewer = await currentViewer();
  return viewer ?? redirect(`/sign-in?next=${encodeURIComponent(path)}`);
}

/** Gives the browser a session, as next-auth's own sign-in would. Only within a server action. */
export async function startSession({ userId, epoch }: Identified): Promise<void> {
  const secret = readEnv().AUTH_SECRET;
  if (!secret) throw new DomainError('unavailable', 'No AUTH_SECRET is set. Start with `npm start`.');
  const value = await encode({ token: { userId, epoch }, secret, maxAge: SESSION_SECONDS });
  const secure = usesSecureCookies();
  const expires = new Date(Date.now() + SESSION_SECONDS * 1000);
  (await cookies()).set(sessionCookie(), value, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure,
    expires,
  });
}

export async function endSession(): Promise<void> {
  (await cookies()).delete(sessionCookie());
}

function sessionCookie(): string {
  return `${usesSecureCookies() ? '__Secure-' : ''}next-auth.session-token`;
}

const NIGHT_COOKIE = 'matinee-night-';
/** As long as somebody may still want to keep a night by signing up. */
const GUEST_SECONDS = 30 * 24 * 3600;

/** Who is asking about a night: by session, by the secret that a guest's browser keeps, or both. */
export async function nightActor(nightId: string): Promise<NightActor> {
  const [viewer, jar] = await Promise.all([currentViewer(), cookies()]);
  return { userId: viewer?.id ?? null, secret: jar.get(`${NIGHT_COOKIE}${nightId}`)?.value ?? null };
}

/** The nights that this browser is a guest at. */
export async function guestPasses(): Promise<GuestPass[]> {
  const passes = (await cookies()).getAll().filter(({ name }) => name.startsWith(NIGHT_COOKIE));
  return passes.map(({ name, value }) => ({ nightId: name.slice(NIGHT_COOKIE.length), secret: value }));
}

export async function giveGuestPass({ nightId, secret }: GuestPass): Promise<void> {
  (await cookies()).set(`${NIGHT_COOKIE}${nightId}`, secret, {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: usesSecureCookies(),
    maxAge: GUEST_SECONDS,
  });
}

export async function takeGuestPass(nightId: string): Promise<void> {
  (await cookies()).delete(`${NIGHT_COOKIE}${nightId}`);
}
