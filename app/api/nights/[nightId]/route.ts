import { readNight } from '@/lib/nights/read.ts';
import { respond } from '@/lib/respond.ts';
import { nightActor } from '@/lib/session.ts';

type Context = { readonly params: Promise<{ readonly nightId: string }> };

/** `GET /api/nights/ID`: a night as the caller sees it, a member or a guest of it. */
export function GET(_: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const { nightId } = await params;
    return readNight(await nightActor(nightId), nightId);
  });
}
