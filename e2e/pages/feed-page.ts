import { expect, type Locator, type Page } from '@playwright/test';

/** For You and Latest: a grid of cards, each with its reason. */
export class FeedPage {
  readonly page: Page;
  readonly list: Locator;
  readonly cards: Locator;
  readonly why: Locator;

  constructor(page: Page) {
    this.page = page;
    this.list = page.getByRole('region', { name: 'Recommendations' });
    this.cards = this.list.getByRole('article');
    this.why = page.getByRole('dialog', { name: /^Why / });
  }

  async open(): Promise<void> {
    await this.page.goto('/?feed=for-you');
    await expect(this.cards.first()).toBeVisible();
  }

  /** "Heat, 1995", in the order of the feed. */
  async titles(): Promise<string[]> {
    return this.cards
      .getByRole('link')
      .evaluateAll((links) => links.flatMap((link) => link.getAttribute('aria-label') ?? []));
  }

  async rate(place: number, stars: string): Promise<void> {
    const card = this.cards.nth(place);
    await card.getByRole('button', { name: /^Rate/ }).click();
    await card.getByRole('radio').first().focus();
    await this.page.keyboard.press(stars);
    await expect(card.getByRole('button', { name: /^Rat/ })).toContainText(stars);
  }

  card(name: string): Locator {
    return this.cards.filter({ has: this.page.getByRole('link', { name }) });
  }
}
