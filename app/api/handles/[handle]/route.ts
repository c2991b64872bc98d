import { clientAddress } from '@/lib/account/client-address.ts';
import { handleField } from '@/lib/account/fields.ts';
import { isHandleFree } from '@/lib/account/handles.ts';
import { limitRate } from '@/lib/monitoring/rate-limit.ts';
import { respond } from '@/lib/respond.ts';

type Context = { readonly params: Promise<{ readonly handle: string }> };

/** Handles are public: anybody may ask whether one is free, though not as fast as a machine could. */
export function GET(request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const client = clientAddress(request.headers.get('x-forwarded-for'));
    await limitRate(`handle-check:${client}`, { most: 120, seconds: 60 });
    const handle = handleField.safeParse((await params).handle);
    return { free: handle.success && (await isHandleFree(handle.data)) };
  });
}
