import { clientAddress } from '@/lib/account/client-address.ts';
import { findTitle } from '@/lib/catalog/titles.ts';
import { DomainError } from '@/lib/errors.ts';
import { limitRate } from '@/lib/monitoring/rate-limit.ts';
import { respond } from '@/lib/respond.ts';
import { currentViewer } from '@/lib/session.ts';

type Context = { readonly params: Promise<{ slug: string }> };

/** The facts of a title with its synopsis and cast, as its page shows them. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const viewer = await currentViewer();
    const who = viewer?.id ?? clientAddress(request.headers.get('x-forwarded-for'));
    await limitRate(`title:${who}`, { most: 300, seconds: 60 });
    const title = await findTitle((await params).slug, viewer?.id ?? null);
    if (!title) throw new DomainError('not-found', 'There is no such title here.');
    return title;
  });
}
