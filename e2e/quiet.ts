import { expect, type Page, type Request } from '@playwright/test';

/**
 * Opens a page and waits until all it asked for is there. Playwright's own `networkidle` never comes where an event stream
 * stays open, which is every page of somebody signed in.
 */
export async function openQuietly(page: Page, place: string): Promise<void> {
  const pending = new Set<Request>();
  let last = Date.now();
  const begin = (request: Request) => {
    if (request.resourceType() !== 'eventsource') pending.add(request);
    last = Date.now();
  };
  const end = (request: Request) => {
    pending.delete(request);
    last = Date.now();
  };
  page.on('request', begin).on('requestfinished', end).on('requestfailed', end);
  await page.goto(place, { waitUntil: 'load' });
  await expect.poll(() => pending.size === 0 && Date.now() - last > 500, { timeout: 15_000 }).toBe(true);
  page.off('request', begin).off('requestfinished', end).off('requestfailed', end);
}
