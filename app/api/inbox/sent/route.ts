import { z } from 'zod';
import { readQuery } from '@/lib/parse-input.ts';
import { respond } from '@/lib/respond.ts';
import { requireViewer } from '@/lib/session.ts';
import { readSent } from '@/lib/social/read-sends.ts';

const query = z.object({ before: z.string().max(80).nullable().default(null) });

/** `GET /api/inbox/sent?before=CURSOR`: the titles the caller sent, newest first. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const viewer = await requireViewer();
    return readSent(viewer.id, readQuery(request, query).before);
  });
}
