'use client';

import { useEffect, useEffectEvent, useSyncExternalStore } from 'react';
import { followTopic, type Listener, type LiveState, liveState, watchLiveState } from './connection.ts';

/** Follows a topic while the component is there; null follows nothing. */
export function useTopic(topic: string | null, listener: Listener): void {
  const onVersion = useEffectEvent(listener.onVersion);
  const onPresence = useEffectEvent((here: readonly string[]) => listener.onPresence?.(here));
  useEffect(() => (topic === null ? undefined : followTopic(topic, { onVersion, onPresence })), [topic]);
}

/** Whether what is on the screen follows what happens; "away" is worth telling. */
export function useLiveState(): LiveState {
  return useSyncExternalStore(watchLiveState, liveState, () => 'connecting');
}
