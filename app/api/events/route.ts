import { z } from 'zod';
import { DomainError } from '@/lib/errors.ts';
import { recordImpressions } from '@/lib/feed/slates.ts';
import { limitRate } from '@/lib/monitoring/rate-limit.ts';
import { parseInput } from '@/lib/parse-input.ts';
import { respond } from '@/lib/respond.ts';
import { requireViewer } from '@/lib/session.ts';

const impressions = z.object({
  type: z.literal('impressions'),
  slateId: z.uuid(),
  positions: z.array(z.int().min(0).max(1000)).max(100),
});

/** What the browser saw on its screen, sent by beacon. Repeating it changes nothing. */
export function POST(request: Request): Promise<Response> {
  return respond(async () => {
    const viewer = await requireViewer();
    await limitRate(`events:${viewer.id}`, { most: 600, seconds: 60 });
    const body = await request.json().catch(() => {
      throw new DomainError('invalid', 'The body must be JSON.');
    });
    const { slateId, positions } = parseInput(impressions, body);
    return { recorded: await recordImpressions(viewer.id, slateId, positions) };
  });
}
