import { z } from 'zod';
import { suggestForList } from '@/lib/feed/list-suggestions.ts';
import { limitRate } from '@/lib/monitoring/rate-limit.ts';
import { parseInput } from '@/lib/parse-input.ts';
import { respond } from '@/lib/respond.ts';
import { requireViewer } from '@/lib/session.ts';

type Context = { readonly params: Promise<{ listId: string }> };

/** Titles for a list, from the taste of everybody on it. */
export function GET(_: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const viewer = await requireViewer();
    const { listId } = parseInput(z.object({ listId: z.uuid() }), await params);
    await limitRate(`list-suggestions:${viewer.id}`, { most: 60, seconds: 60 });
    return suggestForList(viewer.id, listId);
  });
}
