import { DomainError, statusOf } from './errors.ts';
import { logger } from './monitoring/logger.ts';

/** The one wrapper of route handlers: JSON out, errors turned into a status and words once. */
export async function respond(work: () => Promise<unknown>): Promise<Response> {
  try {
    const body = await work();
    return body instanceof Response
      ? body
      : Response.json(body, { headers: { 'cache-control': 'private, no-store' } });
  } catch (error) {
    if (error instanceof DomainError) {
      const { code, message, field } = error;
      return Response.json({ error: { code, message, field } }, { status: statusOf[code] });
    }
    logger().error({ error }, 'request failed');
    const message = 'That did not work just now. Please try again.';
    return Response.json({ error: { code: 'unavailable', message } }, { status: statusOf.unavailable });
  }
}
