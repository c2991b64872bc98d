/** Where the header, the tab bar and the `g` shortcuts lead. */
export const places = [
  { href: '/', label: 'For you', key: 'h' },
  { href: '/search', label: 'Browse', key: 's' },
  { href: '/nights', label: 'Tonight', key: 'n' },
  { href: '/watchlist', label: 'Watchlist', key: 'w' },
  { href: '/lists', label: 'Lists', key: 'l' },
  { href: '/diary', label: 'Diary', key: 'd' },
  { href: '/friends', label: 'Friends', key: 'f' },
] as const;

/** It has a sign of its own in the header instead of a place among the others. */
export const inbox = { href: '/inbox', label: 'Inbox', key: 'i' } as const;

export type Place = (typeof places)[number] | typeof inbox;

/** What somebody keeps: on a phone these share one tab, and a switch at their top. */
export const shelves = places.filter(({ href }) => ['/watchlist', '/lists', '/diary'].includes(href));

/** Latest is the other half of For you; a title page belongs to none. */
export function isCurrentPlace({ href }: { readonly href: string }, path: string): boolean {
  if (href === '/') return path === '/' || path === '/latest';
  if (href === '/friends' && (path === '/activity' || path.startsWith('/people/'))) return true;
  return path === href || path.startsWith(`${href}/`);
}
