/** Where to go after signing in: a path on this site, or the fallback. Anything else would be an open redirect. */
export function nextPath(wanted: unknown, fallback = '/'): string {
  if (typeof wanted !== 'string' || !/^\/(?![/\\])/.test(wanted)) return fallback;
  const here = 'http://here.invalid';
  const url = URL.canParse(wanted, here) ? new URL(wanted, here) : undefined;
  if (url?.origin !== here || url.pathname.startsWith('//')) return fallback;
  return url.pathname + url.search + url.hash;
}

/** The door to sign in or to sign up by, which leads on to where somebody was going. */
export function entrancePath(door: '/sign-in' | '/sign-up', wanted: unknown): string {
  const next = nextPath(wanted);
  return next === '/' ? door : `${door}?next=${encodeURIComponent(next)}`;
}
