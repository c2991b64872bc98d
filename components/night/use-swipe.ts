'use client';

import { type PointerEvent, useRef } from 'react';

/** Where a card was let go: the way it goes on from there. */
export type LetGo = { readonly x: number; readonly turn: number };

type Swipe = { readonly onSwipe: (yes: boolean, from: LetGo) => void; readonly onTap: () => void };
type Grip = { readonly id: number; readonly x: number; readonly y: number; readonly at: number };

const TAP = 6;
/** Of the card's width; a quick flick needs less. */
const FAR = 0.3;
const FLICK_PER_MS = 0.55;
const TURN_PER_PIXEL = 0.055;

/**
 * A card that follows the finger. It is moved by hand, past React: nothing is drawn again until it is let go. Scrolling
 * up and down stays the browser's (`touch-action: pan-y`), which then takes the pointer away.
 */
export function useSwipe({ onSwipe, onTap }: Swipe) {
  const grip = useRef<Grip | null>(null);

  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0 || grip.current) return;
    grip.current = { id: event.pointerId, x: event.clientX, y: event.clientY, at: event.timeStamp };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    if (grip.current?.id !== event.pointerId) return;
    lean(event.currentTarget, event.clientX - grip.current.x);
  };
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const held = grip.current;
    if (held?.id !== event.pointerId) return;
    grip.current = null;
    const card = event.currentTarget;
    const moved = event.clientX - held.x;
    const speed = Math.abs(moved) / Math.max(1, event.timeStamp - held.at);
    straighten(card);
    if (Math.abs(moved) <= TAP && Math.abs(event.clientY - held.y) <= TAP) return onTap();
    const isFar = Math.abs(moved) > card.clientWidth * FAR;
    if (isFar || (speed > FLICK_PER_MS && Math.abs(moved) > 4 * TAP))
      onSwipe(moved > 0, { x: moved, turn: moved * TURN_PER_PIXEL });
  };
  const onPointerCancel = (event: PointerEvent<HTMLElement>) => {
    if (grip.current?.id !== event.pointerId) return;
    grip.current = null;
    straighten(event.currentTarget);
  };
  return { onPointerDown, onPointerMove, onPointerUp, onPointerCancel };
}

function lean(card: HTMLElement, by: number): void {
  const certain = Math.min(1, Math.abs(by) / (card.clientWidth * FAR));
  card.classList.add('deck-held');
  card.style.transform = `translate(${by}px, ${Math.abs(by) * 0.04}px) rotate(${by * TURN_PER_PIXEL}deg)`;
  card.style.setProperty('--lean-yes', String(by > 0 ? certain : 0));
  card.style.setProperty('--lean-no', String(by < 0 ? certain : 0));
}

function straighten(card: HTMLElement): void {
  card.classList.remove('deck-held');
  for (const property of ['transform', '--lean-yes', '--lean-no']) card.style.removeProperty(property);
}
