import { z } from 'zod';
import { clientAddress } from '@/lib/account/client-address.ts';
import { DomainError } from '@/lib/errors.ts';
import { readAccess } from '@/lib/lists/access.ts';
import { memberKey } from '@/lib/lists/member-key.ts';
import { type Followed, openStream } from '@/lib/live/stream.ts';
import { limitRate } from '@/lib/monitoring/rate-limit.ts';
import { findMember } from '@/lib/nights/actor.ts';
import { respond } from '@/lib/respond.ts';
import { currentViewer, nightActor, requireViewer, type Viewer } from '@/lib/session.ts';

const MOST_TOPICS = 5;

/**
 * `GET /api/streams?topic=person:ID&topic=list:ID`: server-sent events about every topic the caller may follow. A guest
 * follows the nights they are at.
 */
export function GET(request: Request): Promise<Response> {
  return respond(async () => {
    const viewer = await currentViewer();
    const caller = viewer?.id ?? clientAddress(request.headers.get('x-forwarded-for'));
    await limitRate(`streams:${caller}`, { most: 120, seconds: 60 });
    const wanted = new URL(request.url).searchParams.getAll('topic');
    if (wanted.length === 0 || wanted.length > MOST_TOPICS)
      throw new DomainError('invalid', `Follow one to ${MOST_TOPICS} topics at a time.`);
    return openStream(await permitAll(wanted), request.signal);
  });
}

/** One topic that is not theirs any more must not silence the others; where none is left, that is the answer. */
async function permitAll(wanted: readonly string[]): Promise<Followed[]> {
  const answers = await Promise.allSettled(
    wanted.map(async (topic) => (await permitNight(topic)) ?? permit(await requireViewer(), topic)),
  );
  const refused = answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : []));
  const failed = refused.find((reason) => !(reason instanceof DomainError));
  if (failed || refused.length === answers.length) throw failed ?? refused[0];
  return answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []));
}

async function permit(viewer: Viewer, topic: string): Promise<Followed> {
  const [kind, id] = topic.split(':');
  if (kind === 'person' && id === viewer.id) return { topic: `person:${viewer.id}` };
  if (kind === 'list' && id && isUuid(id) && (await readAccess(viewer.id, id)))
    return { topic: `list:${id}`, who: memberKey(id, viewer.id) };
  throw new DomainError('not-found', 'There is nothing to follow here.');
}

/** Null for what is no night of theirs. */
async function permitNight(topic: string): Promise<Followed | null> {
  const [kind, nightId = ''] = topic.split(':');
  if (kind !== 'night') return null;
  const me = await findMember(await nightActor(nightId), nightId);
  return me && { topic: `night:${nightId}`, who: me.id };
}

function isUuid(text: string): boolean {
  return z.uuid().safeParse(text).success;
}
