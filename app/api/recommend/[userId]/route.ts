import { after } from 'next/server';
import { z } from 'zod';
import { KINDS } from '@/db/seed/vocabulary.ts';
import { findFeedViewer } from '@/lib/account/feed-viewer.ts';
import { DomainError } from '@/lib/errors.ts';
import { openSlate } from '@/lib/feed/page.ts';
import { serveSlate } from '@/lib/feed/serve.ts';
import { limitRate } from '@/lib/monitoring/rate-limit.ts';
import { readQuery } from '@/lib/parse-input.ts';
import { respond } from '@/lib/respond.ts';
import { requireCaller } from '@/lib/session.ts';

const query = z.object({
  limit: z.coerce.number().int().min(1).max(20).default(20),
  seed: z.coerce
    .number()
    .int()
    .min(0)
    .max(2 ** 31)
    .optional(),
  kind: z.enum(KINDS).optional(),
  genre: z.string().max(40).optional(),
  language: z.string().max(3).optional(),
});

/** Recommendations as JSON, for the person themselves: by session or by `Authorization: Bearer` with their token. */
export function GET(
  request: Request,
  { params }: { params: Promise<{ userId: string }> },
): Promise<Response> {
  return respond(async () => {
    const { userId } = await params;
    const callerId = await requireCaller(request);
    if (callerId !== userId)
      throw new DomainError('forbidden', 'These recommendations belong to somebody else.');
    await limitRate(`recommend:${callerId}`, { most: 120, seconds: 60 });
    const { limit, seed, ...filters } = readQuery(request, query);
    const viewer = await findFeedViewer(userId);
    return openSlate(
      await serveSlate(viewer, { surface: 'api', limit, seed, filters, refresh: true }, after),
    );
  });
}
