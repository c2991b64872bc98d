/** Server-sent events: which version each followed topic is at, what small news came with it, and who is here. */
import { logger } from '../monitoring/logger.ts';
import { follow } from './hub.ts';
import { enter, whoIsHere } from './presence.ts';
import type { Topic } from './topics.ts';

export type Followed = {
  readonly topic: Topic;
  /** Present: being here is shown to the others who follow the topic. */
  readonly who?: string;
};

/** Also for the browser, which takes long silence for a dead connection. */
const PING_MS = 20_000;
/** Then the browser comes back and is asked anew who it is and what it may follow. */
const LONGEST_MS = 600_000;
const encoder = new TextEncoder();
const key = Symbol.for('matinee.streams');
const shared = globalThis as { [key]?: Set<() => void> };
shared[key] ??= new Set();
const open = shared[key];

/** A response that stays open until the browser leaves or `closeStreams` is called. */
export function openStream(followed: readonly Followed[], gone: AbortSignal): Response {
  let close = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => {
        try {
          controller.enqueue(encoder.encode(text));
        } catch {
          close();
        }
      };
      const send = (event: string, data: unknown) =>
        write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`);
      const leaving: Promise<() => unknown>[] = [];
      const ping = setInterval(() => send('ping', {}), PING_MS);
      const ending = setTimeout(() => close(), LONGEST_MS);
      close = () => {
        if (!open.delete(close)) return;
        clearInterval(ping);
        clearTimeout(ending);
        for (const leave of leaving)
          leave.then((left) => left()).catch((error) => logger().warn({ error }, 'a stream was not left'));
        try {
          controller.close();
        } catch {
          // The browser was faster.
        }
      };
      open.add(close);
      if (gone.aborted) return close();
      gone.addEventListener('abort', close, { once: true });
      write('retry: 1000\n\n');
      const tellPresence = async (topic: Topic) => send('presence', { topic, here: await whoIsHere(topic) });
      leaving.push(
        follow(
          followed.map(({ topic }) => topic),
          {
            onVersion: (topic, version, news) => send('version', { topic, version, ...(news && { news }) }),
            onPresence: (topic) => void tellPresence(topic).catch(() => undefined),
          },
        ),
      );
      for (const { topic, who } of followed) if (who) leaving.push(leaving[0]!.then(() => enter(topic, who)));
    },
    cancel: () => close(),
  });
  return new Response(body, {
    headers: {
      'content-type': 'text/event-stream; charset=utf-8',
      // no-transform: compression would hold events back.
      'cache-control': 'private, no-cache, no-transform',
      'x-accel-buffering': 'no',
    },
  });
}

/** Ends every stream of this process, so that a stopping server need not wait for browsers. They come back by themselves. */
export function closeStreams(): void {
  for (const close of [...open]) close();
}
