import { z } from 'zod';
import { readQuery } from '@/lib/parse-input.ts';
import { respond } from '@/lib/respond.ts';
import { requireViewer } from '@/lib/session.ts';
import { readRecipients } from '@/lib/social/read-sends.ts';

const query = z.object({ titleId: z.coerce.number().int().positive() });

/** `GET /api/recipients?titleId=1`: the friends whom the caller can send this title to. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const viewer = await requireViewer();
    return { friends: await readRecipients(viewer.id, readQuery(request, query).titleId) };
  });
}
