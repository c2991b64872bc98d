import { limitRate } from '@/lib/monitoring/rate-limit.ts';
import { respond } from '@/lib/respond.ts';
import { requireViewer } from '@/lib/session.ts';
import { findPeople } from '@/lib/social/find-people.ts';

/** People by handle or name: `?q=sam`. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const viewer = await requireViewer();
    await limitRate(`people-search:${viewer.id}`, { most: 120, seconds: 60 });
    return { people: await findPeople(viewer.id, new URL(request.url).searchParams.get('q') ?? '') };
  });
}
