import { respond } from '@/lib/respond.ts';
import { requireViewer } from '@/lib/session.ts';
import { listInvites } from '@/lib/social/invites.ts';

export function GET(): Promise<Response> {
  return respond(async () => listInvites((await requireViewer()).id));
}
