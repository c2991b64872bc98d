import { expect, type Page } from '@playwright/test';
import { awake } from '../awake.ts';

/** Settings → privacy: who sees what, the link of one's page, and the page with other eyes. */
export class PrivacyPage {
  private readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto('/settings/privacy');
    await awake(this.page);
  }

  async choose(section: string, audience: string): Promise<void> {
    const choices = this.page.getByRole('group', { name: `Who sees your ${section}` });
    await choices.getByRole('radio', { name: audience, exact: true }).check({ force: true });
  }

  async viewAs(label: string): Promise<void> {
    await this.page.getByRole('link', { name: label }).click();
  }

  async link(): Promise<string> {
    return this.page.getByLabel('Link to your page').inputValue();
  }

  async renewLink(): Promise<void> {
    const before = await this.link();
    await this.page.getByRole('button', { name: 'Make a new link…' }).click();
    await this.page.getByRole('dialog').getByRole('button', { name: 'Make a new link' }).click();
    await expect(this.page.getByLabel('Link to your page')).not.toHaveValue(before);
  }
}
