import { headers } from 'next/headers';
import { readEnv } from '@/lib/env.ts';

/** Where people reach this Matinee, for links that leave the browser: what the operator says, or as they came here. */
export async function ownOrigin(): Promise<string> {
  const { PUBLIC_URL, TRUST_PROXY } = readEnv();
  if (PUBLIC_URL) return new URL(PUBLIC_URL).origin;
  const asked = await headers();
  const scheme = TRUST_PROXY ? (asked.get('x-forwarded-proto')?.split(',')[0]?.trim() ?? 'http') : 'http';
  return `${scheme}://${asked.get('host') ?? 'localhost'}`;
}
