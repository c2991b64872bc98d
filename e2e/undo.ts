import type { Page } from '@playwright/test';

/** Presses Undo in the message with these words: an older message may still be there. */
export async function undo(page: Page, words: string): Promise<void> {
  const messages = page.getByRole('region', { name: 'Messages' });
  await messages.locator('.toast', { hasText: words }).getByRole('button', { name: 'Undo' }).click();
}
