import { expect, type Locator, type Page } from '@playwright/test';
import { awake } from '../awake.ts';
import { settled } from '../settled.ts';
import { undo } from '../undo.ts';

/** One shared list, and the page of all lists. */
export class ListPage {
  readonly page: Page;
  readonly titles: Locator;
  readonly rows: Locator;
  readonly dialog: Locator;
  readonly messages: Locator;

  constructor(page: Page) {
    this.page = page;
    this.titles = page.getByRole('list', { name: 'Titles', exact: true });
    this.rows = this.titles.locator('> li');
    this.dialog = page.getByRole('dialog');
    this.messages = page.getByRole('region', { name: 'Messages' });
  }

  async make(name: string): Promise<void> {
    await this.page.goto('/lists');
    await awake(this.page);
    await this.page.getByRole('button', { name: 'New list' }).click();
    await this.dialog.getByLabel('Name').fill(name);
    await this.dialog.getByRole('button', { name: 'Make the list' }).click();
    await this.page.waitForURL(/\/lists\/[0-9a-f-]{36}$/);
    await expect(this.heading(name)).toBeVisible();
    await awake(this.page);
  }

  async open(address: string): Promise<void> {
    await this.page.goto(address);
    await awake(this.page);
  }

  heading(name: string): Locator {
    return this.page.getByRole('heading', { level: 1, name });
  }

  row(title: string): Locator {
    return this.rows.filter({ hasText: title });
  }

  /** The order as it is on the screen. */
  names(): Promise<string[]> {
    return this.titles
      .locator('a.touch > .font-display')
      .evaluateAll((names) => names.map((name) => name.firstChild?.textContent?.trim() ?? ''));
  }

  async add(title: string): Promise<void> {
    const field = this.page.getByRole('combobox', { name: 'Add a title' });
    await field.fill(title);
    await this.page.getByRole('option', { name: title }).first().click();
    await expect(this.row(title)).toBeVisible();
  }

  vote(title: string, words: 'for' | 'against' = 'for'): Locator {
    return this.titles.getByRole('button', { name: new RegExp(`^Vote ${words} ${title}`) });
  }

  handle(title: string): Locator {
    return this.titles.getByRole('button', { name: `Move ${title}` });
  }

  async choose(title: string, item: string): Promise<void> {
    await this.titles.getByRole('button', { name: `Change ${title}` }).click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }

  async write(title: string, note: string): Promise<void> {
    await this.choose(title, 'Write a note…');
    await this.dialog.getByLabel('Why it is on the list').fill(note);
    await this.dialog.getByRole('button', { name: 'Save' }).click();
  }

  async people(): Promise<void> {
    await this.page.getByRole('button', { name: /\d+ (person|people)/ }).click();
    await expect(this.dialog).toBeVisible();
  }

  async invite(handle: string): Promise<void> {
    await this.people();
    await this.dialog.getByLabel('Invite by handle').fill(handle);
    await this.dialog.getByRole('button', { name: 'Invite', exact: true }).click();
    await expect(this.dialog.getByText('Invited, has not answered yet')).toBeVisible();
    await this.page.keyboard.press('Escape');
  }

  async join(name: string): Promise<void> {
    await this.page.goto('/lists');
    await awake(this.page);
    await this.page.getByRole('button', { name: `Join ${name}` }).click();
    await this.page.waitForURL(/\/lists\/[0-9a-f-]{36}$/);
    await expect(this.heading(name)).toBeVisible();
    await awake(this.page);
  }

  async undo(words: string): Promise<void> {
    await undo(this.page, words);
    await settled(this.page);
  }
}
