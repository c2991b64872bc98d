import { z } from 'zod';
import { limitRate } from '@/lib/monitoring/rate-limit.ts';
import { hashSecret, type NightActor, noNight } from '@/lib/nights/actor.ts';
import { voteField } from '@/lib/nights/fields.ts';
import { recordVotes } from '@/lib/nights/votes.ts';
import { parseInput, readJson } from '@/lib/parse-input.ts';
import { respond } from '@/lib/respond.ts';
import { nightActor } from '@/lib/session.ts';

type Context = { readonly params: Promise<{ readonly nightId: string }> };

const LARGEST = 64 * 1024;
const body = z.object({
  votes: z
    .array(voteField, 'Send {"votes": […]}.')
    .min(1, 'Send at least one vote.')
    .max(200, 'Send at most 200 votes at a time.'),
});

/**
 * `POST /api/nights/ID/votes`: what members said, as often and in whatever order the network brings it. A route of its own
 * and not an action, because actions of a browser wait for each other.
 */
export function POST(request: Request, { params }: Context): Promise<Response> {
  return respond(async () => {
    const { nightId } = await params;
    const actor = await nightActor(nightId);
    await limitRate(`votes:${nameOf(actor)}`, { most: 600, seconds: 60 });
    const { votes } = parseInput(body, await readJson(request, LARGEST));
    return recordVotes(actor, nightId, votes);
  });
}

function nameOf({ userId, secret }: NightActor): string {
  if (userId !== null) return userId;
  if (secret !== null) return hashSecret(secret);
  throw noNight();
}
