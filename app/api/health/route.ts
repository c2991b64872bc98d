import { driver } from '@/db/client.ts';
import { liveEngine } from '@/lib/inference/live.ts';

/** 200 while people can be served; says which part is degraded. */
export async function GET(): Promise<Response> {
  const database = await driver()`select 1`.then(
    () => 'up',
    () => 'down',
  );
  const model = liveEngine()?.version ?? 'none';
  return Response.json({ database, model }, { status: database === 'up' ? 200 : 503 });
}
