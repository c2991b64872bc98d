import { z } from 'zod';
import { readList } from '@/lib/lists/read-list.ts';
import { parseInput } from '@/lib/parse-input.ts';
import { respond } from '@/lib/respond.ts';
import { requireViewer } from '@/lib/session.ts';

type Context = { readonly params: Promise<{ listId: string }> };

/** One list as the viewer sees it, with the version that it is at least as new as. */
export function GET(_: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const viewer = await requireViewer();
    const { listId } = parseInput(z.object({ listId: z.uuid() }), await params);
    return readList(viewer.id, listId);
  });
}
