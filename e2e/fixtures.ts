import { type Browser, type BrowserContext, test as base, expect, type Page } from '@playwright/test';
import { closeDatabase } from '../db/client.ts';
import { befriend, makeUser } from '../db/testing/factories.ts';
import { hashPassword } from '../lib/account/passwords.ts';
import { provideEnv } from '../lib/env.ts';
import { databaseUrlOf, instance } from './instance.ts';
import { watchChanges } from './settled.ts';

export { expect };

/** A person with a browser of their own. */
export type Person = {
  readonly id: string;
  readonly handle: string;
  readonly name: string;
  readonly email: string;
  readonly page: Page;
};

type Wanted = Partial<typeof import('../db/schema/people.ts').users.$inferInsert>;
type Fixtures = {
  /** Signs in somebody new; welcomed already unless `welcomedAt` is null. */
  readonly newPerson: (wanted?: Wanted) => Promise<Person>;
  /** The person most specs are about. Playwright's own `page` belongs to somebody signed out. */
  readonly viewer: Person;
  /** A page of the demo person, whose library is full. Nothing may be changed there: others look at it too. */
  readonly demoPage: Page;
  /** Makes two people friends. */
  readonly makeFriends: (one: Person, other: Person) => Promise<void>;
};
type WorkerFixtures = { readonly passwordHash: string };

export const PASSWORD = 'a ticket for the matinee';

export const test = base.extend<Fixtures, WorkerFixtures>({
  passwordHash: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures a fixture needs from this pattern
    async ({}, use) => {
      provideEnv({ DATABASE_URL: databaseUrlOf(instance().dataFolder), DATABASE_POOL: '2' });
      await use(await hashPassword(PASSWORD));
      await closeDatabase();
    },
    { scope: 'worker' },
  ],
  context: async ({ context }, use) => {
    watchChanges(context);
    await use(context);
  },
  newPerson: async ({ browser, contextOptions, passwordHash }, use) => {
    const contexts: BrowserContext[] = [];
    await use(async (wanted = {}) => {
      const person = await makeUser({ passwordHash, ...wanted });
      const credentials = { email: person.email, password: PASSWORD };
      const context = await signedInContext(browser, contextOptions, 'credentials', credentials);
      contexts.push(context);
      const { id, handle, email, displayName: name } = person;
      return { id, handle, email, name, page: await context.newPage() };
    });
    for (const context of contexts) await context.close();
  },
  viewer: ({ newPerson }, use) => newPerson().then(use),
  demoPage: async ({ browser, contextOptions }, use) => {
    const context = await signedInContext(browser, contextOptions, 'demo', {});
    await use(await context.newPage());
    await context.close();
  },
  makeFriends: async ({ passwordHash: _ }, use) => use((one, other) => befriend(one, other)),
});

/** Through next-auth's own door, which the forms share their checks with; one spec uses the forms. */
async function signedInContext(
  browser: Browser,
  options: object,
  provider: 'credentials' | 'demo',
  credentials: Record<string, string>,
): Promise<BrowserContext> {
  const context = await browser.newContext({ ...options, baseURL: instance().url });
  watchChanges(context);
  const { csrfToken } = await (await context.request.get('/api/auth/csrf')).json();
  const form = { csrfToken, json: 'true', ...credentials };
  await context.request.post(`/api/auth/callback/${provider}`, { form });
  const { userId } = await (await context.request.get('/api/auth/session')).json();
  expect(userId, `signing in with ${provider}`).toBeTruthy();
  return context;
}
