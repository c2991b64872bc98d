import { z } from 'zod';
import { listsForTitle } from '@/lib/lists/lists-for-title.ts';
import { readQuery } from '@/lib/parse-input.ts';
import { respond } from '@/lib/respond.ts';
import { requireViewer } from '@/lib/session.ts';

const query = z.object({ title: z.coerce.number().int().positive() });

/** Lists that the viewer may change, and which of them the title is on: `?title=ID`. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const viewer = await requireViewer();
    return { lists: await listsForTitle(viewer.id, readQuery(request, query).title) };
  });
}
