import { z } from 'zod';
import { GENRES, KINDS } from '../../db/seed/vocabulary.ts';
import { LONGEST_SEARCH } from './search.ts';

export const RUNTIMES = ['under-90', '90-120', '120-150', 'over-150'] as const;
export const MINIMUM_RATINGS = ['3', '3.5', '4'] as const;
export const BROWSE_SORTS = ['popular', 'rating', 'newest', 'oldest', 'shortest', 'name'] as const;
const LAST_PAGE = 25;

/** What the address of the browse page says. A value that makes no sense is dropped, never an error. */
const address = z.object({
  q: z
    .string()
    .trim()
    .min(1)
    .transform((text) => text.slice(0, LONGEST_SEARCH))
    .nullable()
    .catch(null),
  kind: z.enum(KINDS).nullable().catch(null),
  genre: z.enum(GENRES).nullable().catch(null),
  decade: z
    .string()
    .regex(/^(19|20)\d0$/)
    .nullable()
    .catch(null),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/)
    .nullable()
    .catch(null),
  runtime: z.enum(RUNTIMES).nullable().catch(null),
  rating: z.enum(MINIMUM_RATINGS).nullable().catch(null),
  unseen: z.literal('yes').nullable().catch(null),
  sort: z.enum(BROWSE_SORTS).nullable().catch(null),
  page: z.coerce.number().int().min(1).max(LAST_PAGE).catch(1),
});

/** Each value is spelled as in the address; null where nothing is asked. */
export type BrowseFilters = Readonly<z.infer<typeof address>>;
export type FilterName = Exclude<keyof BrowseFilters, 'sort' | 'page'>;

type Parameters = Readonly<Record<string, string | string[] | undefined>>;

export function parseBrowseFilters(parameters: Parameters): BrowseFilters {
  const first = Object.entries(parameters).map(([key, value]) => [
    key,
    Array.isArray(value) ? value[0] : value,
  ]);
  return address.parse(Object.fromEntries(first));
}
