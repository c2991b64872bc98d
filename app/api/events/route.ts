import { z } from 'zod';
import { recordImpressions } from '@/lib/feed/slates.ts';
import { recordPlayback } from '@/lib/library/playback.ts';
import { limitRate } from '@/lib/monitoring/rate-limit.ts';
import { parseInput, readJson } from '@/lib/parse-input.ts';
import { respond } from '@/lib/respond.ts';
import { requireCaller } from '@/lib/session.ts';

const LARGEST = 512 * 1024;

const impressions = z.object({
  type: z.literal('impressions'),
  slateId: z.uuid(),
  positions: z.array(z.int().min(0).max(1000)).max(100),
});
// Each event is read on its own: a bad one does not spoil the batch.
const playback = z.object({
  events: z
    .array(z.unknown(), 'Send {"events": […]}.')
    .min(1, 'Send at least one event.')
    .max(500, 'Send at most 500 events at a time.'),
});

/** What the browser saw on its screen, sent by beacon, or what a media server played. Repeating it changes nothing. */
export function POST(request: Request): Promise<Response> {
  return respond(async () => {
    const callerId = await requireCaller(request);
    await limitRate(`events:${callerId}`, { most: 600, seconds: 60 });
    const body = await readJson(request, LARGEST);
    if (typeof body === 'object' && body !== null && 'type' in body) {
      const { slateId, positions } = parseInput(impressions, body);
      return { recorded: await recordImpressions(callerId, slateId, positions) };
    }
    const { events } = parseInput(playback, body);
    await limitRate(`playback:${callerId}`, { most: 120, seconds: 60 });
    return recordPlayback(callerId, events);
  });
}
