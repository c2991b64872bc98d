import type { Page } from '@playwright/test';

/** Waits until the page hears keys: the server's HTML is there before React has taken it over. */
export async function awake(page: Page): Promise<void> {
  await page.waitForFunction(() => {
    const main = document.querySelector('main');
    return main !== null && Object.keys(main).some((key) => key.startsWith('__reactFiber'));
  });
  // Effects, which listen to the keyboard, run once the browser has drawn.
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 50))));
}
