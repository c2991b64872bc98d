import { z } from 'zod';
import { ACTIVITY_KINDS, readActivity } from '@/lib/feed/activity.ts';
import { PAGE_SIZE } from '@/lib/feed/page.ts';
import { readQuery } from '@/lib/parse-input.ts';
import { respond } from '@/lib/respond.ts';
import { requireViewer } from '@/lib/session.ts';

const query = z.object({
  cursor: z.string().max(160).nullable().default(null),
  kind: z.enum(ACTIVITY_KINDS).nullable().default(null),
});

/** `GET /api/activity?kind&cursor`: what friends did, strictly by time. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const viewer = await requireViewer();
    const { cursor, kind } = readQuery(request, query);
    return readActivity(viewer, kind, cursor, PAGE_SIZE);
  });
}
