import { respond } from '@/lib/respond.ts';
import { requireViewer } from '@/lib/session.ts';
import { readFriendsBoard } from '@/lib/social/board.ts';

export function GET(): Promise<Response> {
  return respond(async () => readFriendsBoard((await requireViewer()).id));
}
