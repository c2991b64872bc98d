import { z } from 'zod';
import { readActivity } from '@/lib/lists/read-activity.ts';
import { parseInput, readQuery } from '@/lib/parse-input.ts';
import { respond } from '@/lib/respond.ts';
import { requireViewer } from '@/lib/session.ts';

type Context = { readonly params: Promise<{ listId: string }> };
const query = z.object({ before: z.coerce.number().int().positive().optional() });

/** What was done to a list, newest first: `?before=ID` is the page below. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const viewer = await requireViewer();
    const { listId } = parseInput(z.object({ listId: z.uuid() }), await params);
    return readActivity(viewer.id, listId, readQuery(request, query));
  });
}
