import { artVersion } from './palette.ts';

/** Where a title's poster is drawn; of the same version it never changes. */
export function posterSource(slug: string): string {
  return `/posters/${slug}.svg?v=${artVersion}`;
}
