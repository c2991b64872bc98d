import { defineConfig } from '@playwright/test';
import { findBrowser } from './browser.ts';
import { chooseInstance } from './instance.ts';

const { url, port, dataFolder } = await chooseInstance();

export default defineConfig({
  testDir: '.',
  outputDir: '../test-results',
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: process.env.E2E_REPORT ? [['list'], ['json', { outputFile: process.env.E2E_REPORT }]] : 'list',
  use: {
    baseURL: url,
    launchOptions: findBrowser(),
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 800 },
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'launcher', testMatch: 'launcher.spec.ts', timeout: 120_000 },
    { name: 'product', testIgnore: 'launcher.spec.ts' },
  ],
  webServer: {
    command: 'exec node --import tsx server.ts',
    cwd: '..',
    url: `${url}/api/health`,
    env: {
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: dataFolder,
      RATE_LIMITS: 'off',
      LOG_LEVEL: 'warn',
    },
    stdout: 'pipe',
    timeout: 240_000,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 15_000 },
  },
});
