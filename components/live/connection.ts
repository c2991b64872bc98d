/**
 * One event stream a tab for everything on the page: browsers allow six connections to a host over HTTP/1.1, and every tab
 * counts. It is closed while the tab is hidden and opened again when somebody looks; what was missed shows in the versions.
 */
export type Listener = {
  readonly onVersion: (version: number, news: Readonly<Record<string, unknown>> | undefined) => void;
  readonly onPresence?: (here: readonly string[]) => void;
};
export type LiveState = 'connecting' | 'live' | 'away';

const CLOSE_HIDDEN_MS = 30_000;
const LONGEST_WAIT_MS = 10_000;

const listeners = new Map<string, Set<Listener>>();
const watchers = new Set<() => void>();
let source: EventSource | null = null;
let opened = '';
let state: LiveState = 'connecting';
let tries = 0;
let timer: ReturnType<typeof setTimeout> | undefined;
let watching = false;

export function followTopic(topic: string, listener: Listener): () => void {
  watchPage();
  const those = listeners.get(topic) ?? new Set();
  listeners.set(topic, those.add(listener));
  // A topic that is open already tells its version to newcomers only when the stream is opened again.
  if (those.size > 1) opened = '';
  settle();
  return () => {
    those.delete(listener);
    if (those.size === 0) listeners.delete(topic);
    settle();
  };
}

export function liveState(): LiveState {
  return state;
}

export function watchLiveState(changed: () => void): () => void {
  watchers.add(changed);
  return () => watchers.delete(changed);
}

function become(next: LiveState): void {
  if (state === next) return;
  state = next;
  for (const changed of watchers) changed();
}

/** Soon, so that a page whose parts mount one after the other opens one stream. */
function settle(wait = 0): void {
  clearTimeout(timer);
  timer = setTimeout(reopen, wait);
}

function reopen(): void {
  const topics = [...listeners.keys()].sort();
  const wanted = topics.map((topic) => `topic=${encodeURIComponent(topic)}`).join('&');
  if (wanted === opened && source && source.readyState !== EventSource.CLOSED) return;
  source?.close();
  source = null;
  opened = wanted;
  if (!wanted) return;
  const next = new EventSource(`/api/streams?${wanted}`);
  source = next;
  next.onopen = () => {
    tries = 0;
    become('live');
  };
  next.onerror = () => {
    become('away');
    // An answer that is no stream ends an EventSource for good: the server is restarting, or has refused.
    if (next.readyState !== EventSource.CLOSED || source !== next) return;
    tries += 1;
    opened = '';
    settle(Math.min(LONGEST_WAIT_MS, 500 * 2 ** tries));
  };
  next.addEventListener('version', (event) => {
    const { topic, version, news } = JSON.parse((event as MessageEvent<string>).data);
    for (const listener of listeners.get(topic) ?? []) listener.onVersion(version, news);
  });
  next.addEventListener('presence', (event) => {
    const { topic, here } = JSON.parse((event as MessageEvent<string>).data);
    for (const listener of listeners.get(topic) ?? []) listener.onPresence?.(here);
  });
}

function watchPage(): void {
  if (watching) return;
  watching = true;
  let hidden: ReturnType<typeof setTimeout> | undefined;
  document.addEventListener('visibilitychange', () => {
    clearTimeout(hidden);
    if (document.visibilityState === 'visible') return source ? undefined : settle();
    hidden = setTimeout(() => {
      source?.close();
      source = null;
      opened = '';
    }, CLOSE_HIDDEN_MS);
  });
  const again = () => {
    opened = '';
    settle();
  };
  window.addEventListener('online', again);
  window.addEventListener('offline', () => become('away'));
  window.addEventListener('pageshow', (event) => event.persisted && again());
}
