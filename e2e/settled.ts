import { type BrowserContext, expect, type Page } from '@playwright/test';

const pending = new WeakMap<BrowserContext, Set<unknown>>();

/** From now on `settled` knows which changes of this browser are still on their way. */
export function watchChanges(context: BrowserContext): void {
  const open = new Set<unknown>();
  pending.set(context, open);
  context.on('request', (request) => {
    if (request.method() === 'POST') open.add(request);
  });
  context.on('requestfinished', (request) => open.delete(request));
  context.on('requestfailed', (request) => open.delete(request));
}

/** Waits until every change has been answered: leaving a page takes requests that are under way with it. */
export async function settled(page: Page): Promise<void> {
  const open = pending.get(page.context());
  if (!open) throw new Error('This browser is not watched: open it through a fixture');
  await expect
    .poll(async () => {
      const before = open.size;
      await new Promise((resolve) => setTimeout(resolve, 150));
      return before + open.size;
    })
    .toBe(0);
}
