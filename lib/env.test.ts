import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readEnv, settingNames } from './env.ts';

describe('the settings', () => {
  it('are all optional', () => {
    expect(readEnv({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', DEMO: true, NODE_ENV: 'production' });
  });

  it('count as absent when empty', () => {
    expect(readEnv({ PORT: '', DATABASE_URL: '' })).toMatchObject({ PORT: 3000 });
  });

  it('are refused all at once, by name', () => {
    const bad = { PORT: 'abc', DATABASE_URL: 'mysql://x', DEMO: 'yes', AUTH_SECRET: 'short' };
    expect(() => readEnv(bad)).toThrow(
      /PORT must be a whole number.*DATABASE_URL must look like.*AUTH_SECRET.*DEMO must/s,
    );
  });

  it('never show a secret in the message', () => {
    expect(() => readEnv({ AUTH_SECRET: 'hunter2' })).toThrow(
      /^(?!.*hunter2).*AUTH_SECRET must have at least 32/s,
    );
  });

  it('are listed in .env.example, each once and none besides', () => {
    const listed = readFileSync('.env.example', 'utf8').matchAll(/^# ([A-Z_]+)=/gm);
    expect([...listed].map((match) => match[1]).sort()).toEqual(
      settingNames.filter((name) => name !== 'NODE_ENV').sort(),
    );
  });
});
