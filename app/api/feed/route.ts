import { after } from 'next/server';
import { z } from 'zod';
import { continueSlate, openSlate, SLATE_SIZE } from '@/lib/feed/page.ts';
import { serveSlate } from '@/lib/feed/serve.ts';
import { readQuery } from '@/lib/parse-input.ts';
import { respond } from '@/lib/respond.ts';
import { requireViewer } from '@/lib/session.ts';

const query = z.object({
  slate: z.uuid().optional(),
  cursor: z.coerce.number().int().min(0).max(1000).default(0),
});

/** More of a slate that was served (`slate`, `cursor`), or the current one. Asking twice gives the same. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const viewer = await requireViewer();
    const { slate, cursor } = readQuery(request, query);
    if (slate) return continueSlate(viewer.id, slate, cursor);
    return openSlate(await serveSlate(viewer, { surface: 'for-you', limit: SLATE_SIZE }, after));
  });
}
