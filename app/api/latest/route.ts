import { z } from 'zod';
import { readLatest } from '@/lib/feed/latest.ts';
import { PAGE_SIZE } from '@/lib/feed/page.ts';
import { readQuery } from '@/lib/parse-input.ts';
import { respond } from '@/lib/respond.ts';
import { requireViewer } from '@/lib/session.ts';

const query = z.object({ cursor: z.string().max(160).nullable().default(null) });

export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const viewer = await requireViewer();
    return readLatest(viewer, readQuery(request, query).cursor, PAGE_SIZE);
  });
}
