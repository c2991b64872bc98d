import { respond } from '@/lib/respond.ts';
import { requireViewer } from '@/lib/session.ts';
import { readInbox } from '@/lib/social/inbox.ts';

export function GET(): Promise<Response> {
  return respond(async () => readInbox((await requireViewer()).id));
}
