import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: {
    alias: {
      '@': import.meta.dirname,
      'server-only': new URL('./node_modules/server-only/empty.js', import.meta.url).pathname,
    },
  },
  test: {
    include: ['{app,components,db,launcher,lib,models}/**/*.test.{ts,tsx}', '*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    execArgv: ['--import', 'tsx'],
    globalSetup: ['./db/testing/global-setup.ts'],
  },
});
