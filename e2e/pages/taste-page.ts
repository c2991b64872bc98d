import type { Locator, Page } from '@playwright/test';
import { awake } from '../awake.ts';
import { undo } from '../undo.ts';

/** What is known of someone and what they said, each to be taken back. */
export class TastePage {
  readonly page: Page;
  readonly known: Locator;
  readonly said: Locator;
  readonly friends: Locator;
  readonly startOver: Locator;

  constructor(page: Page) {
    this.page = page;
    this.known = page.getByRole('region', { name: 'What we know about you' });
    this.said = page.getByRole('region', { name: 'What you told us' });
    this.friends = page.getByRole('region', { name: 'How much friends count' });
    this.startOver = page.getByRole('region', { name: 'Start over' });
  }

  async open(): Promise<void> {
    await this.page.goto('/settings/taste');
    await this.known.waitFor();
    await awake(this.page);
  }

  async undo(words: string): Promise<void> {
    await undo(this.page, words);
  }
}
