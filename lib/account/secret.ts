import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Env } from '../env.ts';

/** The settings next-auth needs; a secret is generated on the first start and kept, so that sessions last. */
export async function keepAuthSecret(env: Env): Promise<Record<string, string>> {
  const secret = env.AUTH_SECRET ?? (await keptSecret(path.join(env.DATA_DIR, 'auth-secret')));
  const settings = { AUTH_SECRET: secret, NEXTAUTH_SECRET: secret, AUTH_TRUST_HOST: 'true' };
  return env.PUBLIC_URL ? { ...settings, NEXTAUTH_URL: env.PUBLIC_URL } : settings;
}

async function keptSecret(file: string): Promise<string> {
  const kept = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (kept.length >= 32) return kept;
  const secret = randomBytes(32).toString('base64url');
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
}
