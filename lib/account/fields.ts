import { z } from 'zod';

export const PASSWORD_LENGTH = 10;

export const emailField = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'That e-mail address is too long.')
  .pipe(z.email('That is not a whole e-mail address.'));

export const handleField = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[a-z0-9_]{3,20}$/, 'A handle has 3 to 20 letters a–z, digits or underscores.');

export const displayNameField = z
  .string()
  .trim()
  .min(1, 'Your name is missing.')
  .max(50, 'A name has at most 50 characters.')
  .regex(/^[^\p{C}]*$/u, 'A name has visible characters only.');

/** Longer than anybody types, short enough that hashing stays cheap. */
export const passwordField = z.string().max(200, 'A password has at most 200 characters.');
export const newPasswordField = passwordField.min(
  PASSWORD_LENGTH,
  `A password needs at least ${PASSWORD_LENGTH} characters.`,
);
