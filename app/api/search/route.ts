import { z } from 'zod';
import { clientAddress } from '@/lib/account/client-address.ts';
import { LONGEST_SEARCH, searchTitles } from '@/lib/catalog/search.ts';
import { limitRate } from '@/lib/monitoring/rate-limit.ts';
import { readQuery } from '@/lib/parse-input.ts';
import { respond } from '@/lib/respond.ts';
import { currentViewer } from '@/lib/session.ts';

const query = z.object({
  q: z.string().max(LONGEST_SEARCH, `Type at most ${LONGEST_SEARCH} characters.`).default(''),
  limit: z.coerce.number().int().min(1).max(20).default(8),
});

/** Suggestions as you type, for anyone. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const { q, limit } = readQuery(request, query);
    const viewer = await currentViewer();
    const client = viewer?.id ?? clientAddress(request.headers.get('x-forwarded-for'));
    await limitRate(`search:${client}`, { most: 240, seconds: 60 });
    return searchTitles(q, { limit, viewerId: viewer?.id ?? null });
  });
}
