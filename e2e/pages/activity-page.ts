import type { Locator, Page } from '@playwright/test';
import { awake } from '../awake.ts';

/** What friends did. */
export class ActivityPage {
  readonly page: Page;
  readonly entries: Locator;

  constructor(page: Page) {
    this.page = page;
    this.entries = page.getByRole('region', { name: 'Activity' }).locator(':scope > ol > li');
  }

  async open(kind?: string): Promise<void> {
    await this.page.goto(kind ? `/activity?kind=${kind}` : '/activity');
    await awake(this.page);
  }

  filter(label: string): Locator {
    return this.page.getByRole('navigation', { name: 'Kind' }).getByRole('link', { name: label });
  }
}
