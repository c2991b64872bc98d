import { isIPv6 } from 'node:net';
import { readEnv } from '../env.ts';

/**
 * Who is asking, for rate limits. The launcher drops X-Forwarded-For unless TRUST_PROXY is on, and Next then fills
 * in the socket's address; behind a proxy only its own entry, the last one, can be believed.
 */
export function clientAddress(forwardedFor: string | null | undefined): string {
  const entries = (forwardedFor ?? '').split(',').map((entry) => entry.trim());
  const address = (readEnv().TRUST_PROXY ? entries.at(-1) : entries[0]) || 'unknown';
  return networkOf(address.replace(/^::ffff:(?=\d+\.)/i, ''));
}

/** One household has a whole /64 of IPv6 addresses: it counts as one. */
function networkOf(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.split('::') as [string, string?];
  const front = head ? head.split(':') : [];
  const back = tail ? tail.split(':') : [];
  const zeros = address.includes('::')
    ? Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0')
    : [];
  return `${[...front, ...zeros, ...back].slice(0, 4).join(':')}::/64`;
}
