import { expect, type Locator, type Page } from '@playwright/test';
import { awake } from '../awake.ts';

/** A night as one of those who are there sees it. */
export class NightPage {
  readonly page: Page;
  readonly heading: Locator;
  readonly deck: Locator;
  readonly waiting: Locator;
  readonly lastRound: Locator;
  readonly diary: Locator;

  constructor(page: Page) {
    this.page = page;
    this.heading = page.getByRole('heading', { level: 1 });
    this.deck = page.locator('[data-card]');
    this.waiting = page.getByRole('heading', { level: 1, name: 'That is everything from you' });
    this.lastRound = page.getByRole('heading', { level: 1, name: /^The last round/ });
    this.diary = page.getByRole('button', { name: 'We watched it', exact: true });
  }

  /** Opens the doors with these friends, and says which night it is. */
  async begin(friends: readonly string[]): Promise<string> {
    await this.page.goto('/nights/new');
    await awake(this.page);
    for (const name of friends) await this.page.getByRole('button', { name, pressed: false }).click();
    await this.button('Open the doors').click();
    await this.page.waitForURL(/\/nights\/[0-9a-f-]{36}$/);
    await awake(this.page);
    return this.page.url().split('/').at(-1) as string;
  }

  async open(nightId: string): Promise<void> {
    await this.page.goto(`/nights/${nightId}`);
    await awake(this.page);
  }

  /** A friend who was asked says that they come. */
  async come(nightId: string): Promise<void> {
    await this.open(nightId);
    await this.button('I am in').click();
    await expect(this.page.getByText('You are in.').first()).toBeVisible();
  }

  /** Somebody without an account, with the code alone. */
  async comeAsGuest(place: string, name: string): Promise<void> {
    await this.page.goto(place);
    await this.page.getByLabel('Your name').fill(name);
    await this.button('Take a seat').click();
    await this.page.waitForURL(/\/nights\//);
    await awake(this.page);
  }

  /** "ABC234" */
  async code(): Promise<string> {
    return (await this.page.locator('.code-letters [aria-hidden]').innerText()).trim();
  }

  async start(): Promise<void> {
    await this.button(/^Start with/).click();
    await expect(this.deck).toBeVisible();
  }

  button(name: string | RegExp): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** The film in question, by its slug. */
  async card(): Promise<string> {
    return (await this.deck.getAttribute('data-card')) as string;
  }

  /** "3 of 20" */
  get place(): Locator {
    return this.page.getByText(/^\d+ of \d+$/);
  }

  /** Answers the card that lies there, and waits until it is gone. */
  async say(yes: boolean, by: 'key' | 'button' = 'key'): Promise<void> {
    const before = await this.deck.getAttribute('data-card', { timeout: 1500 }).catch(() => null);
    if (before === null) return;
    if (by === 'key') await this.page.keyboard.press(yes ? 'ArrowRight' : 'ArrowLeft');
    else await this.button(yes ? 'Yes, please' : 'Not tonight').click();
    await expect(this.page.locator(`[data-card="${before}"]`)).toHaveCount(0);
  }

  /** Answers all that is left: yes to these films, no to the others. */
  async sayAll(yesTo: (slug: string, place: number) => boolean): Promise<void> {
    for (let place = 0; place < 60; place++) {
      const slug = await this.deck.getAttribute('data-card', { timeout: 1500 }).catch(() => null);
      if (slug === null) return;
      await this.say(yesTo(slug, place));
    }
    throw new Error('The deck has no end');
  }

  async choose(item: string): Promise<void> {
    await this.button('More about this night').click();
    await this.page.getByRole('menuitem', { name: item }).click();
  }
}
