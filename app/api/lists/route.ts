import { readLists } from '@/lib/lists/read-lists.ts';
import { respond } from '@/lib/respond.ts';
import { requireViewer } from '@/lib/session.ts';

/** Every list that the viewer is on, and the invitations that wait. */
export function GET(): Promise<Response> {
  return respond(async () => readLists((await requireViewer()).id));
}
