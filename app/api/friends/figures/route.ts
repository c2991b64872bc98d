import { readCircleFigures } from '@/lib/feed/circle-figures.ts';
import { limitRate } from '@/lib/monitoring/rate-limit.ts';
import { respond } from '@/lib/respond.ts';
import { requireViewer } from '@/lib/session.ts';

/** How well each friend matches, and what they count for. */
export function GET(): Promise<Response> {
  return respond(async () => {
    const viewer = await requireViewer();
    await limitRate(`friend-figures:${viewer.id}`, { most: 60, seconds: 60 });
    return readCircleFigures(viewer);
  });
}
