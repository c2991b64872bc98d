import { readEnv } from '@/lib/env.ts';
import { DomainError } from '@/lib/errors.ts';
import { metrics } from '@/lib/monitoring/metrics.ts';
import { respond } from '@/lib/respond.ts';

/** Prometheus text, for whoever holds METRICS_TOKEN. Without a token set, nobody may read it in production. */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const { METRICS_TOKEN: token } = readEnv();
    if (!token || request.headers.get('authorization') !== `Bearer ${token}`) {
      throw new DomainError('forbidden', 'Set METRICS_TOKEN and send it as a bearer token.');
    }
    const { registry } = metrics();
    return new Response(await registry.metrics(), { headers: { 'content-type': registry.contentType } });
  });
}
