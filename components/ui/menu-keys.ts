/** Arrow keys, Home, End and first letters, as the menu pattern asks. */
export function moveInMenu(menu: HTMLElement, key: string): boolean {
  const items = itemsOf(menu);
  const next = nextIndex(items, items.indexOf(document.activeElement as HTMLElement), key);
  if (next === undefined) return false;
  focusItem(menu, next);
  return true;
}

export function focusItem(menu: HTMLElement, index: number): void {
  const items = itemsOf(menu);
  items[(index + items.length) % items.length]?.focus({ preventScroll: true });
}

function itemsOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('[role^="menuitem"]')];
}

function nextIndex(items: readonly HTMLElement[], now: number, key: string): number | undefined {
  if (key === 'ArrowDown') return now + 1;
  if (key === 'ArrowUp') return now < 0 ? -1 : now - 1;
  if (key === 'Home') return 0;
  if (key === 'End') return -1;
  if (key.length !== 1 || key === ' ') return undefined;
  const order = items.map((_, step) => (now + 1 + step) % items.length);
  return order.find((index) => items[index]?.textContent?.trim().toLowerCase().startsWith(key.toLowerCase()));
}
