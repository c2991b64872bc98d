import type { Locator, Page } from '@playwright/test';

/** The viewer's circle, and the search for people. */
export class FriendsPage {
  private readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto('/friends');
  }

  async find(text: string): Promise<void> {
    await this.page.getByLabel('Find people').fill(text);
  }

  /** "Accept: Ana", "Ask to be friends: Ben" … */
  button(words: string, name: string): Locator {
    return this.page.getByRole('button', { name: `${words}: ${name}` }).first();
  }

  /** Makes a link and gives its address, as the device would send it. */
  async makeLink(uses: 'One person' | 'Several people' = 'One person'): Promise<string> {
    await this.page.getByLabel('For', { exact: true }).selectOption(uses);
    const made = await this.links.count();
    await this.page.getByRole('button', { name: 'Make a link' }).click();
    await this.links.nth(made).waitFor();
    await this.page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await this.page
      .getByRole('button', { name: /Copy the link/ })
      .first()
      .click();
    await this.page.getByText('The link is copied.').waitFor();
    // Messages lie over the end of the page, where the links are.
    const dismiss = this.page.getByRole('button', { name: 'Dismiss message' });
    while ((await dismiss.count()) > 0) await dismiss.first().click();
    return this.page.evaluate(() => navigator.clipboard.readText());
  }

  get links(): Locator {
    return this.page.getByRole('list', { name: 'Your links' }).getByRole('listitem');
  }

  section(title: string): Locator {
    return this.page.getByRole('region', { name: title, exact: true });
  }

  async choose(name: string, item: string): Promise<void> {
    await this.page
      .getByRole('button', { name: `More about ${name}` })
      .first()
      .click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }
}
