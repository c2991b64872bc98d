import { respond } from '@/lib/respond.ts';
import { requireViewer } from '@/lib/session.ts';
import { countInbox } from '@/lib/social/inbox.ts';

export function GET(): Promise<Response> {
  return respond(async () => countInbox((await requireViewer()).id));
}
