import { afterEach, beforeEach, expect, test, vi } from 'vitest';

/** As much of a browser as the connection touches. */
class FakeSource extends EventTarget {
  static readonly CLOSED = 2;
  static readonly made: FakeSource[] = [];
  readyState = 0;
  onopen: (() => void) | null = null;
  onerror: (() => void) | null = null;
  constructor(readonly url: string) {
    super();
    FakeSource.made.push(this);
  }
  close() {
    this.readyState = FakeSource.CLOSED;
  }
  open() {
    this.readyState = 1;
    this.onopen?.();
  }
  fail(forGood: boolean) {
    this.readyState = forGood ? FakeSource.CLOSED : 0;
    this.onerror?.();
  }
  say(event: string, data: object) {
    this.dispatchEvent(Object.assign(new Event(event), { data: JSON.stringify(data) }));
  }
}
const openSources = () => FakeSource.made.filter(({ readyState }) => readyState !== FakeSource.CLOSED);
const latest = () => FakeSource.made.at(-1)!;

type Live = typeof import('./connection.ts');
let live: Live;
let page: EventTarget & { visibilityState: string };
let reload: ReturnType<typeof vi.fn>;

beforeEach(async () => {
  vi.useFakeTimers();
  FakeSource.made.length = 0;
  page = Object.assign(new EventTarget(), { visibilityState: 'visible' });
  reload = vi.fn();
  const browser = Object.assign(new EventTarget(), { BroadcastChannel, location: { reload } });
  vi.stubGlobal('EventSource', FakeSource);
  vi.stubGlobal('document', page);
  vi.stubGlobal('window', browser);
  vi.resetModules();
  live = await import('./connection.ts');
});

afterEach(() => {
  window.dispatchEvent(new Event('pagehide'));
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function look(visible: boolean): void {
  page.visibilityState = visible ? 'visible' : 'hidden';
  page.dispatchEvent(new Event('visibilitychange'));
}

/** Follows a topic and keeps what is heard of it. */
function follow(topic: string) {
  const versions: number[] = [];
  const leave = live.followTopic(topic, { onVersion: (version) => versions.push(version) });
  vi.advanceTimersByTime(1);
  return { versions, leave };
}

test('all topics of a page share one stream', () => {
  live.followTopic('person:1', { onVersion: () => {} });
  live.followTopic('list:2', { onVersion: () => {} });
  vi.advanceTimersByTime(1);
  expect(FakeSource.made.map(({ url }) => url)).toEqual(['/api/streams?topic=list%3A2&topic=person%3A1']);
});

test('whoever follows a topic later hears what the stream has said of it, and the stream stays open', () => {
  const first = follow('person:1');
  latest().open();
  latest().say('version', { topic: 'person:1', version: 7 });
  const second = follow('person:1');
  expect([first.versions, second.versions]).toEqual([[7], [7]]);
  first.leave();
  latest().say('version', { topic: 'person:1', version: 8 });
  expect([first.versions, second.versions]).toEqual([[7], [7, 8]]);
  expect(FakeSource.made).toHaveLength(1);
});

test('the stream ends with its last follower', () => {
  const { leave } = follow('person:1');
  leave();
  vi.advanceTimersByTime(1);
  expect(openSources()).toEqual([]);
});

test('a tab that was opened in the background opens its stream when somebody looks', () => {
  page.visibilityState = 'hidden';
  follow('person:1');
  vi.advanceTimersByTime(60_000);
  expect(FakeSource.made).toEqual([]);
  look(true);
  vi.advanceTimersByTime(1);
  expect(openSources()).toHaveLength(1);
});

test('a hidden tab gives its stream up after a while, and opens none until somebody looks', () => {
  follow('person:1');
  look(false);
  vi.advanceTimersByTime(31_000);
  expect(openSources()).toEqual([]);
  follow('list:2');
  expect(openSources()).toEqual([]);
  look(true);
  vi.advanceTimersByTime(1);
  expect(latest().url).toContain('list');
});

test('a hidden tab gives its stream up as soon as another opens one; a visible one keeps it', async () => {
  vi.useRealTimers();
  live.followTopic('person:1', { onVersion: () => {} });
  await vi.waitFor(() => expect(openSources()).toHaveLength(1));
  const other = new BroadcastChannel('matinee-live');
  other.postMessage('opened');
  await new Promise((heard) => setTimeout(heard, 50));
  expect(openSources()).toHaveLength(1);
  look(false);
  other.postMessage('opened');
  await vi.waitFor(() => expect(openSources()).toEqual([]));
  other.close();
});

test('a sign-out elsewhere loads the page again', async () => {
  vi.useRealTimers();
  live.followTopic('person:1', { onVersion: () => {} });
  const other = new BroadcastChannel('matinee-live');
  other.postMessage('signed-out');
  await vi.waitFor(() => expect(reload).toHaveBeenCalledOnce());
  other.close();
});

test('an answer that is no stream is tried again, ever later; a restart is forgotten once it is open', () => {
  follow('person:1');
  for (const wait of [1000, 2000, 4000, 8000, 10_000]) {
    const made = FakeSource.made.length;
    latest().fail(true);
    vi.advanceTimersByTime(wait - 1);
    expect(FakeSource.made).toHaveLength(made);
    vi.advanceTimersByTime(2);
    expect(FakeSource.made).toHaveLength(made + 1);
  }
  latest().open();
  latest().fail(true);
  vi.advanceTimersByTime(1001);
  expect(openSources()).toHaveLength(1);
});

test('a connection that is back within a moment worries nobody; one that is gone is told', () => {
  follow('person:1');
  latest().open();
  latest().fail(false);
  vi.advanceTimersByTime(1000);
  latest().open();
  vi.advanceTimersByTime(5000);
  expect(live.liveState()).toBe('live');
  latest().fail(false);
  vi.advanceTimersByTime(2000);
  expect(live.liveState()).toBe('away');
});

test('long silence means that the connection is dead: another is opened', () => {
  follow('person:1');
  latest().open();
  for (let ping = 0; ping < 5; ping++) {
    vi.advanceTimersByTime(20_000);
    latest().say('ping', {});
  }
  expect(FakeSource.made).toHaveLength(1);
  vi.advanceTimersByTime(51_000);
  expect(FakeSource.made).toHaveLength(2);
  expect(openSources()).toHaveLength(1);
});

test('a page that comes back from the browser’s history looks again', () => {
  follow('person:1');
  window.dispatchEvent(new Event('pagehide'));
  expect(openSources()).toEqual([]);
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
  vi.advanceTimersByTime(1);
  expect(openSources()).toHaveLength(1);
});
