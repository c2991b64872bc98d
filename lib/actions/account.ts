'use server';

import { headers } from 'next/headers';
import { z } from 'zod';
import { changePassword as changePasswordOf } from '../account/change-password.ts';
import { clientAddress } from '../account/client-address.ts';
import { deleteAccount as deleteAccountOf } from '../account/delete-account.ts';
import { signInAsDemoPerson } from '../account/demo.ts';
import {
  displayNameField,
  emailField,
  handleField,
  newPasswordField,
  passwordField,
} from '../account/fields.ts';
import { nextPath } from '../account/next-path.ts';
import { changeDisplayName, changeHandle } from '../account/profile.ts';
import { endAllSessions } from '../account/sessions.ts';
import { signUp as signUpAs } from '../account/sign-up.ts';
import { createToken as createTokenFor, revokeToken as revokeTokenOf } from '../account/tokens.ts';
import { checkPassword } from '../auth.ts';
import { limitRate } from '../monitoring/rate-limit.ts';
import { carryOn, openNightsOf } from '../nights/hostless.ts';
import { endSession, startSession } from '../session.ts';
import { action, publicAction } from './action.ts';

const newAccount = z.object({
  email: emailField,
  handle: handleField,
  displayName: displayNameField,
  password: newPasswordField,
  next: z.string().optional(),
});

export const signUp = publicAction(newAccount, async ({ next, ...account }) => {
  await limitRate(`sign-up:client:${clientAddress(await forwardedFor())}`, { most: 20, seconds: 3600 });
  await startSession(await signUpAs(account));
  return { next: nextPath(next, '/welcome') };
});

const credentials = z.object({ email: emailField, password: passwordField, next: z.string().optional() });

export const signIn = publicAction(credentials, async ({ email, password, next }) => {
  await startSession(await checkPassword(email, password, await forwardedFor()));
  return { next: nextPath(next) };
});

export const enterDemo = publicAction(z.void(), async () => {
  await startSession(await signInAsDemoPerson());
  return { next: '/' };
});

export const signOut = publicAction(z.void(), async () => {
  await endSession();
  return { next: '/' };
});

/** Ends the session here as well. */
export const signOutEverywhere = action(z.void(), async (_, viewer) => {
  await endAllSessions(viewer.id);
  await endSession();
  return { next: '/sign-in' };
});

const passwordChange = z.object({ current: passwordField, password: newPasswordField });

/** Ends every other session; this browser keeps its own. */
export const changePassword = action(passwordChange, async ({ current, password }, viewer) => {
  await limitRate(`password:${viewer.id}`, { most: 10, seconds: 900 });
  await startSession(await changePasswordOf(viewer.id, current, password));
  return null;
});

const profile = z.object({ displayName: displayNameField, handle: handleField });

export const changeProfile = action(profile, async ({ displayName, handle }, viewer) => {
  if (handle !== viewer.handle) await limitRate(`handle:${viewer.id}`, { most: 10, seconds: 3600 });
  await changeHandle(viewer.id, handle);
  if (displayName !== viewer.displayName) await changeDisplayName(viewer.id, displayName);
  return { displayName, handle };
});

export const deleteAccount = action(z.object({ handle: z.string().max(100) }), async ({ handle }, viewer) => {
  const nights = await openNightsOf(viewer.id);
  await deleteAccountOf(viewer.id, handle);
  await carryOn(nights);
  await endSession();
  return { next: '/' };
});

const tokenName = z.string().trim().min(1, 'Give the token a name, so that you know it again.').max(60);

export const createToken = action(z.object({ name: tokenName }), ({ name }, viewer) =>
  createTokenFor(viewer.id, name),
);

export const revokeToken = action(z.object({ tokenId: z.uuid() }), async ({ tokenId }, viewer) => {
  await revokeTokenOf(viewer.id, tokenId);
  return null;
});

async function forwardedFor(): Promise<string | null> {
  return (await headers()).get('x-forwarded-for');
}
