import { respond } from '@/lib/respond.ts';
import { requireViewer } from '@/lib/session.ts';
import { listFriends } from '@/lib/social/circle.ts';

/** `GET /api/friends/names`: the caller's friends, to choose from. */
export function GET(): Promise<Response> {
  return respond(async () => {
    const friends = await listFriends((await requireViewer()).id);
    return { friends: friends.map(({ id, handle, name }) => ({ id, handle, name })) };
  });
}
