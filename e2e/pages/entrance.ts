import type { Locator, Page } from '@playwright/test';

/** The sign-up and sign-in forms. */
export class Entrance {
  private readonly page: Page;
  constructor(page: Page) {
    this.page = page;
  }

  async signUp(person: { name: string; handle: string; email: string; password: string }): Promise<void> {
    if (!this.page.url().includes('/sign-up')) await this.page.goto('/sign-up');
    await this.page.getByLabel('Your name').fill(person.name);
    await this.page.getByLabel('Handle').fill(person.handle);
    await this.page.getByLabel('E-mail address').fill(person.email);
    await this.password.fill(person.password);
    await this.page.getByRole('button', { name: 'Sign up' }).click();
  }

  async signIn(email: string, password: string): Promise<void> {
    if (!this.page.url().includes('/sign-in')) await this.page.goto('/sign-in');
    await this.page.getByLabel('E-mail address').fill(email);
    await this.password.fill(password);
    await this.page.getByRole('button', { name: 'Sign in' }).click();
  }

  get password(): Locator {
    return this.page.getByLabel('Password', { exact: true });
  }

  get refusal(): Locator {
    return this.page.locator('form').getByRole('alert');
  }
}
