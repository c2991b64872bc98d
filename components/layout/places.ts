/** Where the header, the tab bar and the `g` shortcuts lead. */
export const places = [
  { href: '/', label: 'For you', key: 'h' },
  { href: '/search', label: 'Browse', key: 's' },
  { href: '/watchlist', label: 'Watchlist', key: 'w' },
  { href: '/friends', label: 'Friends', key: 'f' },
  { href: '/diary', label: 'Diary', key: 'd' },
] as const;

export type Place = (typeof places)[number];

/** Latest is the other half of For you; a title page belongs to none. */
export function isCurrentPlace(place: Place, path: string): boolean {
  if (place.href === '/') return path === '/' || path === '/latest';
  if (place.href === '/friends' && path.startsWith('/people/')) return true;
  return path === place.href || path.startsWith(`${place.href}/`);
}
