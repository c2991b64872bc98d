/** The engine that serves now. A new one replaces it in one assignment, when it is wholly ready; never before. */
import type { LoadedEngine } from './assemble.ts';

const key = Symbol.for('matinee.engine');
const shared = globalThis as { [key]?: LoadedEngine };

/** How long requests that began with the old engine may take before its worker is closed. */
const GRACE_MS = 10_000;

export function liveEngine(): LoadedEngine | undefined {
  return shared[key];
}

export function goLive(engine: LoadedEngine): void {
  const previous = shared[key];
  shared[key] = engine;
  if (previous) setTimeout(() => void previous.close(), GRACE_MS).unref();
}

export async function closeEngine(): Promise<void> {
  const engine = shared[key];
  delete shared[key];
  await engine?.close();
}
