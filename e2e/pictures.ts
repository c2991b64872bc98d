import path from 'node:path';
import type { Page } from '@playwright/test';

/** With E2E_PICTURES=FOLDER every screen leaves a picture there, to be looked at by people. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const folder = process.env.E2E_PICTURES;
  if (!folder) return;
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
}
