/**
 * One event stream a tab for everything on the page. Browsers allow six connections to a host over HTTP/1.1, in all tabs
 * together, so a tab that nobody looks at gives its stream up: after a while, and at once when another tab opens one. What
 * was missed shows in the versions that come first on every stream.
 */
export type Listener = {
  readonly onVersion: (version: number, news: Readonly<Record<string, unknown>> | undefined) => void;
  readonly onPresence?: (here: readonly string[]) => void;
};
export type LiveState = 'connecting' | 'live' | 'away';

const CLOSE_HIDDEN_MS = 30_000;
/** A stream that ends and comes back at once is nothing to worry anybody with. */
const AWAY_AFTER_MS = 1500;
/** The server says something every 20 seconds; longer silence means that the connection is dead and nobody has noticed. */
const LONGEST_SILENCE_MS = 50_000;
const LONGEST_WAIT_MS = 10_000;
/** For a server that keeps refusing, as it does in a tab whose person has signed out elsewhere. */
const PATIENT_WAIT_MS = 120_000;
const PATIENT_AFTER = 8;

type Told = { version?: number; here?: readonly string[] };

const listeners = new Map<string, Set<Listener>>();
const watchers = new Set<() => void>();
/** What the open stream has said last of each topic: whoever starts to listen later is told that. */
const told = new Map<string, Told>();
let source: EventSource | null = null;
let opened = '';
let state: LiveState = 'connecting';
let tries = 0;
let reopening: ReturnType<typeof setTimeout> | undefined;
let worrying: ReturnType<typeof setTimeout> | undefined;
let silence: ReturnType<typeof setTimeout> | undefined;
let hiding: ReturnType<typeof setTimeout> | undefined;
let tabs: BroadcastChannel | null = null;
let watching = false;

export function followTopic(topic: string, listener: Listener): () => void {
  watchPage();
  const those = listeners.get(topic) ?? new Set();
  listeners.set(topic, those.add(listener));
  const { version, here } = told.get(topic) ?? {};
  if (version !== undefined) listener.onVersion(version, undefined);
  if (here) listener.onPresence?.(here);
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
  clearTimeout(worrying);
  worrying = undefined;
  if (state === next) return;
  state = next;
  for (const changed of watchers) changed();
}

/** Soon, so that a page whose parts mount one after the other opens one stream. */
function settle(wait = 0): void {
  clearTimeout(reopening);
  reopening = setTimeout(reopen, wait);
}

function reopen(): void {
  const wanted = [...listeners.keys()]
    .sort()
    .map((topic) => `topic=${encodeURIComponent(topic)}`)
    .join('&');
  if (wanted === opened && source && source.readyState !== EventSource.CLOSED) return;
  close();
  if (!wanted || isHidden()) return;
  opened = wanted;
  const next = new EventSource(`/api/streams?${wanted}`);
  source = next;
  hearSomething();
  tabs?.postMessage('opened');
  next.onopen = () => {
    tries = 0;
    hearSomething();
    become('live');
  };
  next.onerror = () => {
    worrying ??= setTimeout(() => become('away'), AWAY_AFTER_MS);
    told.clear();
    // An answer that is no stream ends an EventSource for good: the server is restarting, or has refused.
    if (next.readyState === EventSource.CLOSED && source === next) tryLater();
  };
  next.addEventListener('ping', hearSomething);
  next.addEventListener('version', (event) => {
    const { topic, version, news } = read<{ topic: string; version: number; news?: News }>(event);
    told.set(topic, { ...told.get(topic), version });
    for (const listener of listeners.get(topic) ?? []) listener.onVersion(version, news);
  });
  next.addEventListener('presence', (event) => {
    const { topic, here } = read<{ topic: string; here: readonly string[] }>(event);
    told.set(topic, { ...told.get(topic), here });
    for (const listener of listeners.get(topic) ?? []) listener.onPresence?.(here);
  });
}

type News = Readonly<Record<string, unknown>>;

function read<T>(event: Event): T {
  hearSomething();
  return JSON.parse((event as MessageEvent<string>).data) as T;
}

function close(): void {
  clearTimeout(silence);
  source?.close();
  source = null;
  opened = '';
  told.clear();
}

function tryLater(): void {
  close();
  tries += 1;
  settle(tries > PATIENT_AFTER ? PATIENT_WAIT_MS : Math.min(LONGEST_WAIT_MS, 500 * 2 ** tries));
}

function hearSomething(): void {
  clearTimeout(silence);
  silence = setTimeout(again, LONGEST_SILENCE_MS);
}

function again(): void {
  close();
  settle();
}

function isHidden(): boolean {
  return document.visibilityState === 'hidden';
}

function watchPage(): void {
  if (watching) return;
  watching = true;
  meetOtherTabs();
  document.addEventListener('visibilitychange', () => {
    clearTimeout(hiding);
    if (isHidden()) hiding = setTimeout(close, CLOSE_HIDDEN_MS);
    else settle();
  });
  window.addEventListener('online', again);
  window.addEventListener('offline', () => become('away'));
  // A page in the browser's back-forward cache holds no connection; when it comes back it looks again.
  window.addEventListener('pagehide', () => {
    close();
    tabs?.close();
    tabs = null;
  });
  window.addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    meetOtherTabs();
    again();
  });
}

function meetOtherTabs(): void {
  if (!('BroadcastChannel' in window)) return;
  tabs = new BroadcastChannel('matinee-live');
  tabs.onmessage = ({ data }) => {
    if (data === 'signed-out') window.location.reload();
    else if (isHidden()) close();
  };
}

/** Other tabs show what is no longer theirs to show: they load again, and ask the server who they are. */
export function tellTabsOfSignOut(): void {
  tabs?.postMessage('signed-out');
}
