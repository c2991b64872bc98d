import type { Locator, Page } from '@playwright/test';
import { awake } from '../awake.ts';
import { undo } from '../undo.ts';

/** One title with the viewer's own word on it. */
export class TitlePage {
  readonly page: Page;
  readonly library: Locator;
  readonly messages: Locator;

  constructor(page: Page) {
    this.page = page;
    this.library = page.getByRole('region', { name: 'Your library' });
    this.messages = page.getByRole('region', { name: 'Messages' });
  }

  async open(slug: string): Promise<void> {
    await this.page.goto(`/titles/${slug}`);
    await this.library.waitFor();
    await awake(this.page);
  }

  /** By the name that is read out: `½`, `4`, `4½`. Half stars overlap, so they are chosen, not clicked. */
  stars(words: string): Locator {
    return this.library.getByRole('radio', { name: new RegExp(`^${words} stars?$`) });
  }

  button(name: string | RegExp): Locator {
    return this.library.getByRole('button', { name, exact: true });
  }

  /** Takes back what the message with these words tells; several may stand there, and the newest may still be on its way. */
  async undo(words: string): Promise<void> {
    await undo(this.page, words);
  }
}
