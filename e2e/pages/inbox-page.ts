import type { Locator, Page } from '@playwright/test';
import { awake } from '../awake.ts';
import { undo } from '../undo.ts';

/** What waits, what is news, what was sent; and the sign of it in the header. */
export class InboxPage {
  readonly page: Page;
  readonly waiting: Locator;
  readonly news: Locator;
  readonly sent: Locator;

  constructor(page: Page) {
    this.page = page;
    this.waiting = page.getByRole('region', { name: 'Waiting for you' });
    this.news = page.getByRole('region', { name: 'News' });
    this.sent = page.getByRole('region', { name: 'Sent' });
  }

  async open(): Promise<void> {
    await this.page.goto('/inbox');
    await this.waiting.waitFor();
    await awake(this.page);
  }

  /** "Inbox, 3 waiting"; plain "Inbox" where nothing waits. */
  sign(waiting: number): Locator {
    const name = waiting === 0 ? 'Inbox' : `Inbox, ${waiting} waiting`;
    return this.page.getByRole('banner').getByRole('link', { name, exact: true });
  }

  button(words: string): Locator {
    return this.page.getByRole('main').getByRole('button', { name: words, exact: true });
  }

  async undo(words: string): Promise<void> {
    await undo(this.page, words);
  }

  /** From a title's page, which is open: chooses friends, writes a note, sends. */
  async send(friends: readonly string[], note = ''): Promise<void> {
    await this.page.getByRole('main').getByRole('button', { name: 'Send to…' }).click();
    const dialog = this.page.getByRole('dialog');
    for (const name of friends) await dialog.getByRole('checkbox', { name: new RegExp(name) }).check();
    await dialog.getByLabel(/A few words/).fill(note);
    await dialog.getByRole('button', { name: /^Send to/ }).click();
    await dialog.waitFor({ state: 'hidden' });
  }
}
